import { RefusalError } from './refusal.js'
import { receivedHeaders, receivedParameters, type VerifiableRequest } from './verifiable-request.js'

/** Where a signature stands: the `Authorization` header, the `q-*` parameters, or one `sign` parameter. */
export type SignaturePlace = 'header' | 'query' | 'sign'

/** The fields of a signature, as sent. */
export interface SignatureFields {
  readonly place: SignaturePlace
  readonly secretId: string
  readonly signTime: string
  readonly keyTime: string
  readonly headerList: readonly string[]
  readonly parameterList: readonly string[]
  readonly signature: string
}

const fieldNames = ['q-sign-algorithm', 'q-ak', 'q-sign-time', 'q-key-time', 'q-header-list', 'q-url-param-list', 'q-signature'] as const

/** @internal Finds the signature of a request; undefined for an anonymous one. Order of the fields does not matter. */
export function findSignature(request: VerifiableRequest): SignatureFields | undefined {
  const authorization = receivedHeaders(request).filter(({ name }) => name === 'authorization')
  const parameters = receivedParameters(request)
  const inQuery = parameters.filter(({ name }) => (fieldNames as readonly string[]).includes(name))
  const merged = parameters.filter(({ name, value }) => name === 'sign' && /(^|&)q-(ak|signature)=/.test(value))
  if (authorization.length + merged.length + (inQuery.length ? 1 : 0) > 1) {
    throw new RefusalError('AccessDenied', 'The request is signed more than once.')
  }
  const line = authorization[0] ?? merged[0]
  if (line) return fieldsOf(authorization[0] ? 'header' : 'sign', splitLine(line.value))
  return inQuery.length
    ? fieldsOf(
        'query',
        inQuery.map(({ name, value }) => [name, value] as const),
      )
    : undefined
}

/** Nothing in the line is encoded, so it is split as it stands. */
function splitLine(line: string): (readonly [string, string])[] {
  return line
    .trim()
    .split('&')
    .map((field) => [field.slice(0, field.indexOf('=')), field.slice(field.indexOf('=') + 1)] as const)
}

function fieldsOf(place: SignaturePlace, entries: readonly (readonly [string, string])[]): SignatureFields {
  const [algorithm, secretId, signTime, keyTime, headers, parameters, signature] = fieldNames.map((name) => {
    const values = entries.filter(([given]) => given.toLowerCase() === name)
    if (values.length !== 1) throw new RefusalError('AccessDenied', `The signature must hold the field ${name} once.`)
    return values[0]![1]
  }) as [string, string, string, string, string, string, string]
  if (algorithm !== 'sha1') throw new RefusalError('AccessDenied', 'The signature algorithm must be sha1.')
  return { place, secretId, signTime, keyTime, headerList: listOf(headers), parameterList: listOf(parameters), signature }
}

function listOf(text: string): string[] {
  return text === '' ? [] : text.split(';')
}
