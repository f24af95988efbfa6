const signed =
  /^(x-c(os|i)-|(cache-control|content-(disposition|encoding|length|md5|type)|expect|expires|if-((none-)?match|(un)?modified-since)|origin|pic-operations|range|transfer-encoding)$)/

/** Tells whether a header is signed by default; `name` is in lower case. `host` is governed by `signHost`. */
export function isSignedHeader(name: string): boolean {
  return signed.test(name)
}
