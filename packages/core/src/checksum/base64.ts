/** Arguments a call can take are limited, so text is made in steps of this many bytes. */
const stepBytes = 0x2000

/** Writes bytes as base64 with padding, as `Content-MD5` wants it, without the `Buffer` of Node. */
export function base64(bytes: Uint8Array): string {
  let text = ''
  for (let from = 0; from < bytes.byteLength; from += stepBytes) {
    text += String.fromCharCode(...bytes.subarray(from, from + stepBytes))
  }
  return btoa(text)
}
