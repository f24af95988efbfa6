const signedHeaders = /* @__PURE__ */ new Set(
  'cache-control content-disposition content-encoding content-length content-md5 content-type expect expires if-match if-modified-since if-none-match if-unmodified-since origin pic-operations range transfer-encoding'.split(
    ' ',
  ),
)

/** Tells whether a header is signed by default; `name` is in lower case. `host` is governed by `signHost`. */
export function isSignedHeader(name: string): boolean {
  return signedHeaders.has(name) || name.startsWith('x-cos-') || name.startsWith('x-ci-')
}
