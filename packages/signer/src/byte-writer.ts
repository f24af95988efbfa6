import { SignerError } from './signer-error.js'

/** One bit per ASCII character: A–Z a–z 0–9 - . _ ~ stay bare, everything else is escaped. */
const bareCharacters: readonly number[] = [0, 0x03ff6000, 0x87fffffe, 0x47fffffe]

/**
 * Bytes gathered for a digest. Text is encoded straight into them, which on a request line is several times cheaper than
 * `encodeURIComponent` and the joining of strings.
 */
export class ByteWriter {
  bytes: Uint8Array = new Uint8Array(1024)
  length = 0

  /** Writes one byte. Each `write` leaves room for it. */
  put(byte: number): void {
    this.bytes[this.length++] = byte
  }

  /** Writes text as UTF-8, or percent-encoded as COS does it. */
  write(text: string, isEncoded?: boolean): void {
    // Nine bytes is the most one UTF-16 unit can take; the rest is for separators and the padding of a digest.
    const room = this.length + text.length * 9 + 99
    if (room > this.bytes.length) {
      const { bytes } = this
      this.bytes = new Uint8Array(room * 2)
      this.bytes.set(bytes)
    }
    const { bytes } = this
    let { length } = this
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index)
      if (code < 128 && (!isEncoded || (bareCharacters[code >> 5]! >> code) & 1)) bytes[length++] = code
      else if (code < 128) {
        bytes[length++] = 37
        bytes[length++] = hexDigit(code >> 4)
        bytes[length++] = hexDigit(code & 15)
      } else {
        this.length = length
        index += this.#writeWide(text.codePointAt(index)!, isEncoded)
        length = this.length
      }
    }
    this.length = length
  }

  /** Writes one character beyond ASCII; returns how many further units of the text it is. */
  #writeWide(code: number, isEncoded?: boolean): number {
    if (code >> 11 === 27) throw new SignerError('request', 'holds half a surrogate pair, which has no UTF-8 form')
    const further = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3
    for (let left = further; left >= 0; left--) {
      // 110xxxxx, 1110xxxx or 11110xxx, then 10xxxxxx.
      const octet = ((code >> (left * 6)) & 63) | (left < further ? 0x80 : 0xf80 >> further)
      if (isEncoded) {
        this.put(37)
        this.put(hexDigit((octet >> 4) & 15))
        this.put(hexDigit(octet & 15))
      } else this.put(octet)
    }
    return further > 2 ? 1 : 0
  }
}

/** Upper case: the form of an escape. */
function hexDigit(nibble: number): number {
  return nibble + (nibble > 9 ? 55 : 48)
}
