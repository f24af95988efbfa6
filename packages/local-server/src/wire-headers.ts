const canonical: Readonly<Record<string, string>> = Object.fromEntries(
  [
    'Accept-Ranges',
    'Access-Control-Allow-Headers',
    'Access-Control-Allow-Methods',
    'Access-Control-Allow-Origin',
    'Access-Control-Expose-Headers',
    'Access-Control-Max-Age',
    'Cache-Control',
    'Connection',
    'Content-Disposition',
    'Content-Encoding',
    'Content-Language',
    'Content-Length',
    'Content-Range',
    'Content-Type',
    'Date',
    'ETag',
    'Expires',
    'Last-Modified',
    'Location',
    'Retry-After',
    'Server',
    'Vary',
  ].map((name) => [name.toLowerCase(), name]),
)

/** Writes headers as they go on the wire, name after value: existing clients look for `ETag`, not `etag`. */
export function wireHeaders(headers: Readonly<Record<string, string>>): string[] {
  const list: string[] = []
  for (const name in headers) list.push(canonical[name] ?? name, latin1Of(headers[name]!))
  return list
}

/** Header values travel as bytes: text beyond Latin-1 goes as its UTF-8. */
function latin1Of(value: string): string {
  return /[^\0-\xff]/.test(value) ? Buffer.from(value, 'utf8').toString('latin1') : value
}
