/** AES-256-GCM by WebCrypto under one key, with the tag behind the encrypted bytes. */
export function gcm(key: Uint8Array, use: 'encrypt' | 'decrypt') {
  const name = 'AES-GCM'
  const imported = crypto.subtle.importKey('raw', new Uint8Array(key), name, false, [use])
  return async (
    iv: Uint8Array<ArrayBuffer>,
    bytes: Uint8Array,
    // Chromium refuses `undefined` here.
    additionalData: Uint8Array<ArrayBuffer> = new Uint8Array(0),
  ): Promise<Uint8Array<ArrayBuffer>> =>
    // A copy: WebCrypto refuses shared memory.
    new Uint8Array(await crypto.subtle[use]({ name, iv, additionalData }, await imported, new Uint8Array(bytes)))
}
