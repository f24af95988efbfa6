import type { CanonicalRequest } from './canonical.js'
import { checkSigner, checkWindow, isEqual, type SecretLookup } from './check-signer.js'
import { checkedSigningKey } from './checked-signing-key.js'
import { percentEncode } from './encode.js'
import { explanationOf } from './explain.js'
import { isSignatureField } from './is-signature-field.js'
import { readings } from './readings.js'
import { answerOf, type Refusal, RefusalError } from './refusal.js'
import { findSignature, type SignatureFields, type SignaturePlace } from './signature-fields.js'
import { signatureOf } from './signature-line.js'
import { type ReceivedEntry, receivedHeaders, receivedParameters, type VerifiableRequest } from './verifiable-request.js'

/** Options of {@link verify}. */
export interface VerifyOptions {
  /** Time of the check, Unix seconds. Default: now. */
  readonly at?: number | undefined
  /** True demands that the host, every `x-cos-*` and `x-ci-*` header and every parameter is signed. The service does not. Default false. */
  readonly isStrict?: boolean | undefined
}

/** A request whose signature is right. Only what the two lists name is covered by it. */
export interface Verified {
  readonly ok: true
  readonly secretId: string
  readonly place: SignaturePlace
  /** Start of the window, Unix seconds. */
  readonly startsAt: number
  /** End of the window, Unix seconds. */
  readonly endsAt: number
  readonly headerList: readonly string[]
  readonly parameterList: readonly string[]
  /** The session token, where the request holds one. */
  readonly securityToken?: string | undefined
}

/**
 * Verifies the signature of a received request, wherever it stands: `Authorization` header, `q-*` parameters, or one `sign`
 * parameter. Accepts what each official SDK sends. A request without a signature is refused with `anonymous: true`.
 */
export function verify(request: VerifiableRequest, lookup: SecretLookup, options: VerifyOptions = {}): Verified | Refusal {
  return answerOf(() => check(request, lookup, options))
}

function check(request: VerifiableRequest, lookup: SecretLookup, options: VerifyOptions): Verified {
  const { at = Math.floor(Date.now() / 1000), isStrict = false } = options
  const fields = findSignature(request)
  if (!fields) throw new RefusalError('AccessDenied', 'Access Denied.', { anonymous: true })
  const securityToken = tokenOf(request)
  const credentials = checkSigner(fields.secretId, lookup, securityToken, at)
  const [startsAt, endsAt] = checkWindow(fields.keyTime, at)
  if (fields.signTime !== fields.keyTime) checkWindow(fields.signTime, at)
  const parameters = listed(fields.parameterList, receivedParameters(request), 'parameter')
  const headers = listed(fields.headerList, receivedHeaders(request), 'header')
  if (isStrict) checkCoverage(request, fields)
  const key = checkedSigningKey(credentials, `${startsAt};${endsAt}`)
  // SDKs disagree on which of the two times to sign where they differ.
  const times = [...new Set([fields.signTime, fields.keyTime])]
  let first: CanonicalRequest | undefined
  for (const canonical of readings(request, parameters, headers)) {
    first ??= canonical
    if (times.some((time) => isEqual(fields.signature, signatureOf(key, canonical, time)))) {
      const { secretId, place, headerList, parameterList } = fields
      return { ok: true, secretId, place, startsAt, endsAt, headerList, parameterList, securityToken }
    }
  }
  const message = 'The signature does not match the request: compare the signed texts.'
  const explanation = first && explanationOf(first, fields.signTime)
  throw new RefusalError('SignatureDoesNotMatch', message, { explanation })
}

/** The entries that a list names, each exactly as often as it names them. */
function listed(names: readonly string[], entries: readonly ReceivedEntry[], kind: string): ReceivedEntry[] {
  const wanted = new Set(names.map((name) => nameIn(entries, name)))
  const found = entries.filter(({ name }) => wanted.has(name))
  for (const name of names) {
    const known = nameIn(entries, name)
    const times = found.filter((entry) => entry.name === known).length
    if (times === 0) throw new RefusalError('SignatureDoesNotMatch', `The signed ${kind} ${name} is missing in the request.`)
    // A second value beside the signed one could be the one that is acted upon.
    if (times !== names.filter((other) => nameIn(entries, other) === known).length) {
      throw new RefusalError('SignatureDoesNotMatch', `The signed ${kind} ${name} is repeated in the request.`)
    }
  }
  return found
}

/** Names arrive encoded and in lower case; in a URL whose list was not encoded once more they arrive decoded. */
function nameIn(entries: readonly ReceivedEntry[], name: string): string {
  const lower = name.toLowerCase()
  return entries.some((entry) => entry.name === lower) ? lower : percentEncode(name).toLowerCase()
}

/** A token holds no spaces: one in a URL is a `+` that was not encoded, as one SDK sends it. */
function tokenOf(request: VerifiableRequest): string | undefined {
  const isToken = ({ name }: ReceivedEntry) => /^x-c(os|i)-security-token$/.test(name)
  const inHeader = receivedHeaders(request).find(isToken)?.value
  return inHeader ?? receivedParameters(request).find(isToken)?.value.replaceAll(' ', '+')
}

function checkCoverage(request: VerifiableRequest, { headerList, parameterList }: SignatureFields): void {
  const headers = receivedHeaders(request).filter(({ name }) => name === 'host' || /^x-c(os|i)-/.test(name))
  const parameters = receivedParameters(request).filter(({ name }) => !isSignatureField(name))
  const isListed = (names: readonly string[], entry: ReceivedEntry) => names.some((name) => nameIn([entry], name) === entry.name)
  const bare = [
    ...headers.filter((entry) => !isListed(headerList, entry)).map(({ name }) => `header ${name}`),
    ...parameters.filter((entry) => !isListed(parameterList, entry)).map(({ name }) => `parameter ${name}`),
  ]
  if (!headers.some(({ name }) => name === 'host')) bare.push('header host')
  if (bare.length) throw new RefusalError('AccessDenied', `The signature does not cover: ${bare.join(', ')}.`)
}
