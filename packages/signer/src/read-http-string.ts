import type { Explanation } from './explain.js'
import { SignerError } from './signer-error.js'

/**
 * Takes an HttpString apart, for example the `FormatString` that a service names in a `SignatureDoesNotMatch` answer, so that
 * it can be compared with an own explanation. `stringToSign` adds the window.
 */
export function readHttpString(httpString: string, stringToSign = ''): Explanation {
  const lines = httpString.split('\n')
  // A path may hold line feeds; the three other lines cannot.
  const [method = '', ...rest] = lines.slice(0, -1)
  const headers = rest.pop()
  const parameters = rest.pop()
  if (headers === undefined || parameters === undefined || rest.length === 0) {
    throw new SignerError('httpString', 'must be four lines: method, path, parameters, headers')
  }
  return {
    method,
    path: rest.join('\n'),
    keyTime: stringToSign.split('\n')[1] ?? '',
    ...named('parameter', parameters),
    ...named('header', headers),
    httpString,
    stringToSign,
  } as Explanation
}

function named(kind: 'parameter' | 'header', line: string): object {
  const entries = line === '' ? [] : line.split('&').map((entry) => entry.split('='))
  return {
    [`${kind}List`]: entries.map(([name = '']) => name),
    [`${kind}Values`]: entries.map(([, value = '']) => decodeURIComponent(value)),
  }
}
