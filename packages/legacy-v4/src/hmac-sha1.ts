const utf8 = new TextEncoder()

/** Computes the 20 bytes of the HMAC-SHA1 of `text`, both in UTF-8. WebCrypto has it in every runtime, so nothing is added. */
export async function hmacSha1(secretKey: string, text: string): Promise<Uint8Array> {
  const algorithm = { name: 'HMAC', hash: 'SHA-1' }
  const key = await crypto.subtle.importKey('raw', utf8.encode(secretKey), algorithm, false, ['sign'])
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, utf8.encode(text)))
}
