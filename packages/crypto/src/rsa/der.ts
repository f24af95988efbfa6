/** One value of a DER document (X.690). */
export interface DerValue {
  readonly tag: number
  readonly bytes: Uint8Array
}

/** Reads the values that stand one behind the other. Throws a `RangeError` for lengths that do not fit. */
export function readDer(bytes: Uint8Array): DerValue[] {
  const values: DerValue[] = []
  let at = 0
  const next = (): number => {
    if (at >= bytes.byteLength) throw new RangeError('DER ends too early')
    return bytes[at++]!
  }
  while (at < bytes.byteLength) {
    const tag = next()
    let length = next()
    if (length > 0x84) throw new RangeError('DER is too long')
    if (length >= 0x80) {
      const count = length - 0x80
      length = 0
      for (let index = 0; index < count; index++) length = length * 256 + next()
    }
    if (at + length > bytes.byteLength) throw new RangeError('DER ends too early')
    values.push({ tag, bytes: bytes.subarray(at, at + length) })
    at += length
  }
  return values
}

/** Reads the parts of a value that is a sequence. */
export function partsOf(value: DerValue | undefined): DerValue[] {
  if (value?.tag !== 0x30) throw new RangeError('DER: no sequence')
  return readDer(value.bytes)
}
