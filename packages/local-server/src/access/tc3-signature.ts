import { createHash, createHmac } from 'node:crypto'

/** A request to an API of Tencent Cloud, as its signature is made over it. */
export interface Tc3Request {
  readonly method: string
  /** As it stands in the request line, without `?`. */
  readonly query: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

/** What an `Authorization` of this kind says. */
export interface Tc3Authorization {
  readonly secretId: string
  readonly date: string
  readonly service: string
  readonly signedHeaders: readonly string[]
  readonly signature: string
}

/** Reads an `Authorization` header; undefined when it is of another kind. */
export function readTc3(text: string): Tc3Authorization | undefined {
  const match =
    /^TC3-HMAC-SHA256\s+Credential=([^/\s]+)\/(\d{4}-\d{2}-\d{2})\/(\w+)\/tc3_request,\s*SignedHeaders=([\w;-]+),\s*Signature=([\da-f]{64})$/i.exec(
      text,
    )
  if (!match) return undefined
  const [, secretId = '', date = '', service = '', names = '', signature = ''] = match
  return { secretId, date, service, signedHeaders: names.toLowerCase().split(';'), signature: signature.toLowerCase() }
}

/** Computes the signature of a request for what its `Authorization` says. */
export function tc3Signature(request: Tc3Request, authorization: Omit<Tc3Authorization, 'signature'>, secretKey: string): string {
  const { method, query, headers, body } = request
  const { date, service, signedHeaders } = authorization
  const named = signedHeaders.map((name) => `${name}:${(headers[name] ?? '').trim().toLowerCase()}\n`).join('')
  const canonical = [method, '/', query, named, signedHeaders.join(';'), sha256(body)].join('\n')
  const scope = `${date}/${service}/tc3_request`
  const text = ['TC3-HMAC-SHA256', headers['x-tc-timestamp'] ?? '', scope, sha256(Buffer.from(canonical))].join('\n')
  const key = [service, 'tc3_request'].reduce((secret, part) => hmac(secret, part), hmac(`TC3${secretKey}`, date))
  return hmac(key, text).toString('hex')
}

function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest()
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
