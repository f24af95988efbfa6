import { timingSafeEqual } from 'node:crypto'
import type { PolicyDocument } from '@cos/core'
import { Fault } from '../fault.js'
import type { ServerAnswer, ServerRequest } from '../server-request.js'
import type { Identities, Identity } from './identities.js'
import { isSubAccount } from './principals.js'
import { readTc3, tc3Signature } from './tc3-signature.js'

/** What the token service works with. */
export interface TokenServiceContext {
  readonly identities: Identities
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** An error of the token service. It answers them with status 200. */
class TokenError extends Error {
  override readonly name = 'TokenError'
  readonly code: string

  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

const version = '2018-08-13'
const mostSkewSeconds = 300
const defaultSeconds = 1800
const mostSecondsOfRoot = 7200
const mostSecondsOfUser = 129_600
const maxBodyBytes = 65_536

/**
 * Prepares the service that issues temporary credentials: `GetFederationToken` on the host `sts.tencentcloudapi.com`, and on the
 * server's own host for requests that name an action in `X-TC-Action`. It gives undefined for every other request.
 */
export function createTokenService(
  context: TokenServiceContext,
): (request: ServerRequest, requestId: string) => Promise<ServerAnswer | undefined> {
  return async (request, requestId) => {
    const { headers, target } = request
    const isOurs = /^sts\./.test(headers['host'] ?? '') || (headers['x-tc-action'] !== undefined && /^\/($|\?)/.test(target))
    if (!isOurs) return undefined
    try {
      return answer({ ...(await getFederationToken(context, request)), RequestId: requestId })
    } catch (error) {
      if (!(error instanceof TokenError)) throw error
      return answer({ Error: { Code: error.code, Message: error.message }, RequestId: requestId })
    }
  }
}

function answer(response: object): ServerAnswer {
  const body = Buffer.from(JSON.stringify({ Response: response }))
  return { status: 200, headers: { 'content-type': 'application/json' }, body }
}

async function getFederationToken({ identities, now }: TokenServiceContext, request: ServerRequest): Promise<object> {
  const { headers, target } = request
  const query = target.slice(target.indexOf('?') + 1 || target.length)
  const body = await bodyOf(request)
  const identity = signerOf(identities, { ...request, query, body }, Math.floor(now() / 1000))
  const action = headers['x-tc-action']
  if (action !== 'GetFederationToken') throw new TokenError('InvalidAction', `This server does not have the action ${action}.`)
  if (headers['x-tc-version'] !== version) throw new TokenError('NoSuchVersion', `The version must be ${version}.`)
  if (identity.credentials.securityToken !== undefined) {
    throw new TokenError('UnauthorizedOperation', 'Temporary credentials cannot ask for others.')
  }
  const parameters = request.method === 'GET' ? Object.fromEntries(new URLSearchParams(query)) : parsed(body)
  if (!/^[\w,.@=-]+$/.test(String(parameters['Name'] ?? ''))) throw new TokenError('InvalidParameter', 'Name must be letters.')
  const policy = policyOf(parameters['Policy'])
  const expiresAt = new Date((Math.floor(now() / 1000) + secondsOf(parameters['DurationSeconds'], identity)) * 1000)
  const { secretId, secretKey, securityToken } = issued(identities, { caller: identity.caller, policy, expiresAt })
  return {
    Credentials: { Token: securityToken, TmpSecretId: secretId, TmpSecretKey: secretKey },
    ExpiredTime: expiresAt.getTime() / 1000,
    Expiration: expiresAt.toISOString().replace(/\.\d+Z$/, 'Z'),
  }
}

function signerOf(
  identities: Identities,
  request: { readonly method: string; readonly query: string; readonly headers: ServerRequest['headers']; readonly body: Uint8Array },
  nowSeconds: number,
): Identity {
  const authorization = readTc3(request.headers['authorization'] ?? '')
  if (!authorization) throw new TokenError('AuthFailure.InvalidAuthorization', 'The Authorization must be of TC3-HMAC-SHA256.')
  const timestamp = Number(request.headers['x-tc-timestamp'])
  if (!(Math.abs(nowSeconds - timestamp) <= mostSkewSeconds))
    throw new TokenError('AuthFailure.SignatureExpire', 'X-TC-Timestamp is not now.')
  const identity = identities.find(authorization.secretId)
  if (!identity) throw new TokenError('AuthFailure.SecretIdNotFound', 'The SecretId is not known.')
  const isComplete = ['content-type', 'host'].every((name) => authorization.signedHeaders.includes(name))
  const isOfDay = authorization.service === 'sts' && authorization.date === new Date(timestamp * 1000).toISOString().slice(0, 10)
  const expected = tc3Signature(request, authorization, identity.credentials.secretKey)
  const isRight = timingSafeEqual(Buffer.from(expected), Buffer.from(authorization.signature))
  if (!isComplete || !isOfDay || !isRight) throw new TokenError('AuthFailure.SignatureFailure', 'The signature does not match the request.')
  return identity
}

function secondsOf(value: unknown, { caller }: Identity): number {
  const seconds = Number(value ?? defaultSeconds)
  const most = isSubAccount(caller.account) ? mostSecondsOfUser : mostSecondsOfRoot
  if (Number.isInteger(seconds) && seconds > 0 && seconds <= most) return seconds
  throw new TokenError('InvalidParameter.OverTimeError', `DurationSeconds must be 1 to ${most}.`)
}

/** The documentation wants the policy percent-encoded once more; clients send it both ways. */
function policyOf(value: unknown): PolicyDocument {
  if (value === undefined) throw new TokenError('MissingParameter', 'Policy is missing.')
  try {
    const text = String(value)
    return JSON.parse(text.startsWith('%') ? decodeURIComponent(text) : text) as PolicyDocument
  } catch {
    throw new TokenError('InvalidParameter.StrategyFormatError', 'The policy is not JSON.')
  }
}

function issued(identities: Identities, issue: Parameters<Identities['issue']>[0]) {
  try {
    return identities.issue(issue)
  } catch (error) {
    if (error instanceof Fault) throw new TokenError('InvalidParameter.StrategyInvalid', error.message)
    throw error
  }
}

function parsed(body: Uint8Array): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(Buffer.from(body).toString())
    if (typeof value === 'object' && value !== null) return value as Record<string, unknown>
  } catch {}
  throw new TokenError('InvalidParameter', 'The body is not a JSON object.')
}

async function bodyOf({ body }: ServerRequest): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBodyBytes) throw new TokenError('RequestSizeLimitExceeded', 'The request is too long.')
    chunks.push(chunk.slice())
  }
  return Buffer.concat(chunks)
}
