/** The bytes of a text. */
export function utf8(text: string | undefined): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text)
}
