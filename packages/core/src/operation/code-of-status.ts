const codes: Readonly<Record<number, string>> = {
  301: 'PermanentRedirect',
  302: 'TemporaryRedirect',
  304: 'NotModified',
  307: 'Redirect',
  403: 'AccessDenied',
  405: 'MethodNotAllowed',
  412: 'PreconditionFailed',
  416: 'InvalidRange',
  429: 'SlowDown',
  501: 'NotImplemented',
  503: 'ServiceUnavailable',
}

/** The code of an answer that says no more than its status: those to HEAD, and 304. `missing` is that of a 404. */
/* @__NO_SIDE_EFFECTS__ */
export function codeOfStatus(missing: string): (status: number) => string | undefined {
  return (status) => (status === 404 ? missing : codes[status])
}
