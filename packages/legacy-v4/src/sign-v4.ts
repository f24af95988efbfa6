import { InputError } from '@cos/core'
import { percentEncode } from '@cos/signer'
import { checkV4SignatureInput } from './check-v4-signature-input.js'
import { hmacSha1 } from './hmac-sha1.js'
import type { V4SignatureInput } from './v4-signature-input.js'

/**
 * Signs for the V4 JSON API and returns the value of the `Authorization` header. In a URL the same value is the parameter
 * `sign`, and must be percent-encoded there: it may hold `+`, `/` and `=`.
 *
 * The path is signed as given: nothing is added, removed or joined. Needs WebCrypto, which pages have on `https:` and on
 * `localhost` only. Throws an `InputError` that names the member when the input cannot become a signature.
 */
export async function signV4(input: V4SignatureInput, secretKey: string): Promise<string> {
  const { now = Math.floor(Date.now() / 1000), random = randomNumber() } = input
  checkV4SignatureInput(input, now, random)
  // WebCrypto refuses an empty key, in words that name no member.
  if (typeof secretKey !== 'string' || secretKey === '') throw new InputError('is missing', { member: 'secretKey' })
  const plainText = plainTextOf(input, now, random)
  const digest = await hmacSha1(secretKey, plainText)
  return btoa(String.fromCharCode(...digest) + plainText)
}

/** The order of the fields is free, because the service parses the text it receives; this is that of the Python and Java SDKs. */
function plainTextOf(input: V4SignatureInput, now: number, random: number): string {
  const { appId, bucket, secretId, expiresAt = 0 } = input
  return `a=${appId}&k=${secretId}&e=${expiresAt}&t=${now}&r=${random}&f=${fileIdOf(input)}&b=${bucket}`
}

/** An empty file id covers the bucket. On the download hosts the path is all there is, elsewhere appid and bucket are part of it. */
function fileIdOf({ kind, appId, bucket, path }: V4SignatureInput): string {
  if (path === undefined) return ''
  const encoded = path.split('/').map(percentEncode).join('/')
  return kind === 'download' ? encoded : `/${appId}/${bucket}${encoded}`
}

/** 31 bits, as most SDKs of this API send them. Whether the service takes larger numbers is not documented. */
function randomNumber(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0]! >>> 1
}
