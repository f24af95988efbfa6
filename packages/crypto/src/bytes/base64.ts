/** Writes some kilobytes as base64. */
export function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
}

/** Reads base64; `undefined` when the text is anything else, also when bits are left over or padding is missing. */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  return decode(text, text, toBase64)
}

/** Writes bytes as base64url without padding, which needs no escaping in headers. */
export function toBase64Url(bytes: Uint8Array): string {
  return toBase64(bytes).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')
}

/** Reads base64url without padding; `undefined` when the text is anything else. */
export function fromBase64Url(text: string): Uint8Array<ArrayBuffer> | undefined {
  return decode(text.replaceAll('-', '+').replaceAll('_', '/'), text, toBase64Url)
}

/** `atob` forgives spaces, missing padding and bits that are left over. What is written again in the same way has none of them. */
function decode(text: string, original: string, write: (bytes: Uint8Array) => string): Uint8Array<ArrayBuffer> | undefined {
  try {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0))
    return write(bytes) === original ? bytes : undefined
  } catch {
    return undefined
  }
}
