import type { CredentialProvider, Credentials } from '@cos/signer'
import type { PolicyDocument } from '../commands/shapes/policy-document.js'
import { refuse } from '../errors/input-error.js'
import { ServiceError } from '../errors/service-error.js'
import { TransportError } from '../errors/transport-error.js'

/** Options of {@link federationToken}. */
export interface FederationTokenOptions {
  /** Key of an account or a user. It never leaves the process; so this is nothing for pages. */
  readonly secretId: string
  readonly secretKey: string
  /** What the credentials may do, within what the key may. Its statements name no principal. */
  readonly policy: PolicyDocument
  /** How long they last, seconds: up to 7200, or 129,600 for a key of a sub-account. Default 1800. */
  readonly durationSeconds?: number | undefined
  /** A name for whom they are, letters. Default `cos`. */
  readonly name?: string | undefined
  /** Region the request is sent for. Default `ap-guangzhou`. */
  readonly region?: string | undefined
  /** Origin of the token service. Default `https://sts.tencentcloudapi.com`; that of a local server is its `url`. */
  readonly endpoint?: string | undefined
  /** How long a request may take, milliseconds. Default 10,000. */
  readonly timeoutMs?: number | undefined
  /** Milliseconds since 1970. Default `Date.now`. */
  readonly now?: (() => number) | undefined
}

/**
 * Gives temporary credentials whose rights are limited by a policy (GetFederationToken of the STS): what a back end hands to a page.
 * Every call asks for new ones; wrap it in `cached` for a client of your own.
 *
 * A refusal is thrown as a `ServiceError` with the code of the STS, a request that got no answer as a `TransportError`.
 */
export function federationToken(options: FederationTokenOptions): CredentialProvider {
  const { secretId, secretKey, policy, durationSeconds = 1800, name = 'cos', region = 'ap-guangzhou' } = options
  const { endpoint = 'https://sts.tencentcloudapi.com', timeoutMs = 10_000, now = Date.now } = options
  if (!secretId) refuse('secretId', 'is required')
  if (!secretKey) refuse('secretKey', 'is required')
  if (!policy?.statement?.length) refuse('policy', 'must have a statement or more')
  if (!Number.isInteger(durationSeconds) || durationSeconds < 1 || durationSeconds > 129_600)
    refuse('durationSeconds', 'must be 1 to 129600')
  if (!URL.canParse(endpoint)) refuse('endpoint', 'must be an origin such as https://sts.tencentcloudapi.com')
  const { origin, host } = new URL(endpoint)
  const body = JSON.stringify({ Name: name, Policy: encodeURIComponent(JSON.stringify(policy)), DurationSeconds: durationSeconds })

  return async () => {
    const timestamp = String(Math.floor(now() / 1000))
    const contentType = 'application/json; charset=utf-8'
    const signed = { secretId, secretKey, timestamp, contentType, host, body }
    const headers = {
      authorization: await authorizationOf(signed),
      'content-type': contentType,
      'x-tc-action': 'GetFederationToken',
      'x-tc-version': '2018-08-13',
      'x-tc-timestamp': timestamp,
      'x-tc-region': region,
    }
    const answer = await send(`${origin}/`, { method: 'POST', headers, body, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) })
    return credentialsOf(answer, `${host}/`)
  }
}

interface Answer {
  readonly status: number
  readonly text: string
}

async function send(url: string, init: RequestInit): Promise<Answer> {
  try {
    const answer = await fetch(url, init)
    return { status: answer.status, text: await answer.text() }
  } catch (cause) {
    throw new TransportError('The token service gave no answer.', { code: 'ConnectFailed', cause })
  }
}

function credentialsOf({ status, text }: Answer, address: string): Credentials {
  const { Credentials: given, ExpiredTime: expiredTime, Error: error, RequestId: requestId } = responseOf(text)
  if (given?.Token && given.TmpSecretId && given.TmpSecretKey && expiredTime) {
    return {
      secretId: given.TmpSecretId,
      secretKey: given.TmpSecretKey,
      securityToken: given.Token,
      expiresAt: new Date(expiredTime * 1000),
    }
  }
  const message = error?.Message ?? 'The answer of the token service cannot be read.'
  const known = { operation: 'GetFederationToken', method: 'POST', address, status, requestId }
  throw new ServiceError(message, { code: error?.Code ?? 'UnreadableResponse', ...known })
}

interface TokenResponse {
  readonly Credentials?: { readonly Token?: string; readonly TmpSecretId?: string; readonly TmpSecretKey?: string }
  readonly ExpiredTime?: number
  readonly Error?: { readonly Code?: string; readonly Message?: string }
  readonly RequestId?: string
}

function responseOf(text: string): TokenResponse {
  try {
    return (JSON.parse(text) as { Response?: TokenResponse } | null)?.Response ?? {}
  } catch {
    return {}
  }
}

interface Signed {
  readonly secretId: string
  readonly secretKey: string
  readonly timestamp: string
  readonly contentType: string
  readonly host: string
  readonly body: string
}

/** The signature that the APIs of Tencent Cloud other than COS ask for, TC3-HMAC-SHA256. */
async function authorizationOf({ secretId, secretKey, timestamp, contentType, host, body }: Signed): Promise<string> {
  const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
  const scope = `${date}/sts/tc3_request`
  const canonical = `POST\n/\n\ncontent-type:${contentType}\nhost:${host}\n\ncontent-type;host\n${await sha256(body)}`
  const text = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${await sha256(canonical)}`
  let key = bytesOf(`TC3${secretKey}`)
  for (const part of [date, 'sts', 'tc3_request', text]) key = await hmac(key, part)
  return `TC3-HMAC-SHA256 Credential=${secretId}/${scope}, SignedHeaders=content-type;host, Signature=${hex(key)}`
}

async function sha256(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', bytesOf(text))))
}

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, bytesOf(text)))
}

function bytesOf(text: string): Uint8Array<ArrayBuffer> {
  return new Uint8Array(new TextEncoder().encode(text))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
