import type { Credentials } from '@cos/core'

/** What is signed. */
export interface Tc3Request {
  readonly host: string
  readonly action: string
  /** JSON text. */
  readonly body: string
  readonly keys: Credentials
  /** Unix seconds. */
  readonly timestamp: number
}

const contentType = 'application/json; charset=utf-8'
const signedHeaders = 'content-type;host;x-tc-action'

/** Signs a request to an API of Tencent Cloud other than COS (TC3-HMAC-SHA256) and returns its headers. */
export async function signTc3({ host, action, body, keys, timestamp }: Tc3Request): Promise<Record<string, string>> {
  const date = new Date(timestamp * 1000).toISOString().slice(0, 10)
  const service = 'kms'
  const scope = `${date}/${service}/tc3_request`
  const canonicalHeaders = `content-type:${contentType}\nhost:${host}\nx-tc-action:${action.toLowerCase()}\n`
  const canonicalRequest = `POST\n/\n\n${canonicalHeaders}\n${signedHeaders}\n${await digest(body)}`
  const stringToSign = `TC3-HMAC-SHA256\n${timestamp}\n${scope}\n${await digest(canonicalRequest)}`
  let key = new TextEncoder().encode(`TC3${keys.secretKey}`)
  for (const word of [date, service, 'tc3_request']) key = await hmac(key, word)
  const signature = hex(await hmac(key, stringToSign))
  return {
    authorization: `TC3-HMAC-SHA256 Credential=${keys.secretId}/${scope}, SignedHeaders=${signedHeaders}, Signature=${signature}`,
    'content-type': contentType,
    'x-tc-action': action,
    'x-tc-timestamp': String(timestamp),
    ...(keys.securityToken && { 'x-tc-token': keys.securityToken }),
  }
}

async function digest(text: string): Promise<string> {
  return hex(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))))
}

async function hmac(key: Uint8Array<ArrayBuffer>, text: string): Promise<Uint8Array<ArrayBuffer>> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new TextEncoder().encode(text)))
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
