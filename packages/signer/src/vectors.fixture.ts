import {
  explain,
  parseTarget,
  presign,
  presignUrl,
  SignerError,
  sign,
  signPostPolicy,
  signRtmpUrl,
  verify,
  verifyPostPolicy,
} from './index.js'
import postPolicyFile from './vectors/post-policy.json' with { type: 'json' }
import presignedUrlFile from './vectors/presigned-url.json' with { type: 'json' }
import rtmpFile from './vectors/rtmp-signature.json' with { type: 'json' }
import signatureFile from './vectors/signature.json' with { type: 'json' }

/** The outcome of one check against recorded signatures. Without imports of a runtime or runner: it also runs in a browser. */
export interface VectorResult {
  readonly id: string
  readonly ok: boolean
  readonly detail: string
}

type Texts = Readonly<Record<string, string>>

interface SignatureCase {
  readonly id: string
  readonly note: string
  readonly input: {
    readonly method: string
    readonly host: string
    readonly key: string
    readonly params: Texts
    readonly headers: Texts
    readonly signHost: boolean
    readonly startTime: number
    readonly endTime: number
    readonly secretId: string
    readonly secretKey: string
  }
  readonly expected: { readonly authorization: string; readonly httpString: string; readonly stringToSign: string }
  readonly sameIn: readonly string[]
  readonly differsIn?: Readonly<Record<string, { readonly authorization?: string }>>
  readonly nodeUseRawKey?: { readonly authorization: string }
}

interface DocumentedCase {
  readonly input: Omit<SignatureCase['input'], 'signHost'> & { readonly keyTime: string }
  readonly expected: { readonly authorization: string }
}

interface PresignedUrlCase {
  readonly id: string
  readonly input: SignatureCase['input'] & { readonly scheme: string; readonly domain: string | null; readonly token: string | null }
  readonly expected: Readonly<Record<string, Texts>>
}

interface PostPolicyCase {
  readonly id: string
  readonly input: { readonly secretId: string; readonly secretKey: string; readonly keyTime: string; readonly policy: string }
  readonly expected: { readonly formFields: Texts }
}

interface RtmpCase {
  readonly id: string
  readonly input: SignatureCase['input'] & {
    readonly bucket: string
    readonly region: string
    readonly channel: string
    readonly presign: number
    readonly token: string | null
  }
  readonly expected: { readonly query: string; readonly url: string | null }
}

/** Runs every recorded signature: made anew where the SDKs agree, verified in every form in which any of them sent it. */
export function runSignatureVectors(): VectorResult[] {
  return [
    ...(signatureFile.cases as unknown as SignatureCase[]).flatMap(signatureResults),
    ...(signatureFile.documented.cases as unknown as DocumentedCase[]).map(documentedResult),
    ...(presignedUrlFile.cases as unknown as PresignedUrlCase[]).flatMap(presignedUrlResults),
    ...(postPolicyFile.cases as unknown as PostPolicyCase[]).flatMap(postPolicyResults),
    ...(rtmpFile.cases as unknown as RtmpCase[]).map(rtmpResult),
  ]
}

function signatureResults({ id, input, expected, sameIn, differsIn = {}, nodeUseRawKey }: SignatureCase): VectorResult[] {
  const authorizations: [sdk: string, authorization: string | undefined][] = [
    ['python', expected.authorization],
    ...sameIn.map((sdk): [string, string] => [sdk, expected.authorization]),
    ...Object.entries(differsIn).map(([sdk, { authorization }]): [string, string | undefined] => [sdk, authorization]),
    ['node, raw key', nodeUseRawKey?.authorization],
  ]
  const verified = authorizations.map(([sdk, authorization]) => {
    const at = `${id} verified as sent by ${sdk}`
    return authorization === undefined ? undefined : outcome(at, 'ok', verificationOf(input, sdk, authorization))
  })
  return [
    signedResult(id, input, expected.authorization, differsIn),
    ...explainedResults(id, input, expected),
    ...verified.filter((result) => result !== undefined),
  ]
}

/**
 * Ordinary input gives what all SDKs give. Two kinds of input do not: names that differ only by case have no one meaning and
 * are refused, and spaces around a header value never reach the service, so the Java form, without them, is the one to sign.
 */
function signedResult(id: string, input: SignatureCase['input'], expected: string, differsIn: SignatureCase['differsIn']): VectorResult {
  const request = { method: input.method, path: pathOf(input.key), query: input.params, headers: headersOf(input) }
  const options = { startsAt: input.startTime, expiresInSeconds: input.endTime - input.startTime, signHost: input.signHost }
  const names = Object.keys(input.params).map((name) => name.toLowerCase())
  const isPadded = Object.values(input.headers).some((value) => value !== value.trim())
  if (new Set(names).size < names.length) {
    return outcome(
      `${id} refused`,
      'SignerError',
      failureOf(() => sign(request, input, options)),
    )
  }
  return outcome(`${id} signed`, isPadded ? (differsIn?.['java']?.authorization ?? expected) : expected, sign(request, input, options))
}

/** The intermediate texts, where the input is ordinary. */
function explainedResults(id: string, input: SignatureCase['input'], expected: SignatureCase['expected']): VectorResult[] {
  const names = Object.keys(input.params).map((name) => name.toLowerCase())
  const isPadded = Object.values(input.headers).some((value) => value !== value.trim())
  if (isPadded || new Set(names).size < names.length) return []
  const request = { method: input.method, path: pathOf(input.key), query: input.params, headers: headersOf(input) }
  const options = { startsAt: input.startTime, expiresInSeconds: input.endTime - input.startTime, signHost: input.signHost }
  const { httpString, stringToSign } = explain(request, options)
  return [
    outcome(`${id} explained: HttpString`, expected.httpString, httpString),
    outcome(`${id} explained: StringToSign`, expected.stringToSign, stringToSign),
  ]
}

/** Go and Node with `UseRawKey` keep a leading slash of the key, and so send another path. */
function verificationOf(input: SignatureCase['input'], sdk: string, authorization: string): string {
  const path = sdk === 'go' || sdk === 'node, raw key' ? `/${input.key}` : pathOf(input.key)
  const isLastKept = sdk === 'python' || sdk === 'java'
  const entries = Object.entries(input.params)
  // Dictionaries that ignore case keep the last of two names.
  const query = isLastKept ? [...new Map(entries.map((entry) => [entry[0].toLowerCase(), entry])).values()] : entries
  const headers = { ...headersOf(input), Authorization: authorization }
  const result = verify({ method: input.method, path, query, headers }, (id) => lookup(input, id), { at: input.startTime })
  return result.ok ? 'ok' : `${result.code}: ${result.message}`
}

function documentedResult({ input, expected }: DocumentedCase, index: number): VectorResult {
  const [startsAt = 0, endsAt = 0] = input.keyTime.split(';').map(Number)
  const options = { startsAt, expiresInSeconds: endsAt - startsAt, signHeader: () => true }
  const request = { method: input.method, path: pathOf(input.key), query: input.params, headers: input.headers }
  return outcome(`documented ${index + 1} signed`, expected.authorization, sign(request, input, options))
}

function presignedUrlResults({ id, input, expected }: PresignedUrlCase): VectorResult[] {
  const credentials = { ...input, securityToken: input.token ?? undefined }
  const options = { startsAt: input.startTime, expiresInSeconds: input.endTime - input.startTime, signHost: input.signHost }
  const own = { method: input.method, path: pathOf(input.key), query: input.params, headers: headersOf(input) }
  const host = input.domain ?? input.host
  const request = input.signHost ? { ...own, headers: { ...own.headers, host } } : own
  const reference = expected['python']?.[input.token === null ? 'url' : 'urlTokenAsParam'] ?? ''
  const recorded = Object.fromEntries(targetOf(reference).query)
  const written = presignUrl(input.signHost ? request : { ...own, host }, credentials, options)
  return [
    outcome(`${id} presigned`, sorted(recorded), sorted({ ...input.params, ...presign(request, credentials, options) })),
    outcome(`${id} written as URL`, sorted(recorded), sorted(Object.fromEntries(targetOf(written).query))),
    outcome(`${id} written survives URL`, targetOf(written).path, targetOf(new URL(written).href).path),
    ...Object.entries(expected).flatMap(([sdk, urls]) =>
      Object.entries(urls).map(([form, url]) => outcome(`${id} verified: ${sdk} ${form}`, 'ok', urlVerificationOf(input, url))),
    ),
  ]
}

function urlVerificationOf(input: PresignedUrlCase['input'], url: string): string {
  const host = url.split('/')[2]
  const request = { method: input.method, ...targetOf(url), host, headers: input.headers }
  const result = verify(request, (id) => lookup(input, id), { at: input.startTime })
  if (!result.ok) return `${result.code}: ${result.message}`
  return (result.securityToken ?? input.token) === input.token ? 'ok' : 'another token'
}

function postPolicyResults({ id, input, expected }: PostPolicyCase): VectorResult[] {
  const [startsAt = 0, endsAt = 0] = input.keyTime.split(';').map(Number)
  const { fields } = signPostPolicy({ policy: input.policy }, input, { startsAt, expiresInSeconds: endsAt - startsAt })
  const result = verifyPostPolicy(expected.formFields, (secretId) => lookup(input, secretId), { at: startsAt })
  // Most recorded policies lack conditions, so only the signature can be judged here.
  const isAccepted = result.ok || (result.code !== 'SignatureDoesNotMatch' && result.code !== 'InvalidAccessKeyId')
  return [outcome(`${id} signed`, sorted(expected.formFields), sorted(fields)), outcome(`${id} verified`, 'true', String(isAccepted))]
}

function rtmpResult({ id, input, expected }: RtmpCase): VectorResult {
  const { bucket, region, channel, params, presign: pushSeconds, startTime, endTime, token } = input
  const url = signRtmpUrl(
    { bucket, channel, host: `${bucket}.cos.${region}.myqcloud.com`, parameters: params },
    { ...input, securityToken: token ?? undefined },
    { startsAt: startTime, expiresInSeconds: endTime - startTime, pushSeconds: pushSeconds || undefined, allowsAmbiguous: true },
  )
  return outcome(`${id} signed`, expected.url ?? expected.query, expected.url === null ? url.slice(url.indexOf('?') + 1) : url)
}

function pathOf(key: string): string {
  return key.startsWith('/') ? key : `/${key}`
}

function headersOf({ headers, host, signHost }: SignatureCase['input']): Texts {
  const hasHost = Object.keys(headers).some((name) => name.toLowerCase() === 'host')
  return hasHost || !signHost ? headers : { ...headers, host }
}

function lookup(input: { readonly secretId: string; readonly secretKey: string }, secretId: string): string | undefined {
  return secretId === input.secretId ? input.secretKey : undefined
}

function targetOf(url: string): ReturnType<typeof parseTarget> {
  return parseTarget(url.slice(url.indexOf('/', 8)))
}

function sorted(record: Readonly<Record<string, string | undefined>>): string {
  return JSON.stringify(Object.entries(record).sort(([first], [second]) => (first < second ? -1 : 1)))
}

function failureOf(action: () => unknown): string {
  try {
    action()
    return 'no failure'
  } catch (error) {
    return error instanceof SignerError ? error.name : String(error)
  }
}

function outcome(id: string, expected: string, actual: string): VectorResult {
  return { id, ok: expected === actual, detail: expected === actual ? '' : `expected ${expected}\nbut got  ${actual}` }
}
