/** Tells whether a header is signed by default; `name` is in lower case. `host` is governed by `signHost`. */
export function isSignedHeader(name: string): boolean {
  return /^(x-c(os|i)-|(content-(disposition|encoding|length|md5|type)|cache-control|e(xpect|xpires)|if-(none-)?match|if-(un)?modified-since|origin|range|transfer-encoding|pic-operations)$)/.test(
    name,
  )
}
