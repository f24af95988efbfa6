const two64 = 1n << 64n
const greatestMicros = 2 ** 53 - 1

/** Writes the id of a version made at `micros` (Unix time in microseconds): newer versions get smaller numbers. */
export function toVersionId(micros: number): string {
  return Buffer.from((two64 - BigInt(micros)).toString())
    .toString('base64')
    .replace(/=+$/, '')
}

/** Reads the microseconds out of a version id, or `undefined` if the text is not one. The literal `null` is not one. */
export function parseVersionId(versionId: string): number | undefined {
  const digits = Buffer.from(versionId, 'base64').toString('latin1')
  if (!/^\d{20}$/.test(digits)) return undefined
  const micros = two64 - BigInt(digits)
  if (micros <= 0n || micros > BigInt(greatestMicros) || toVersionId(Number(micros)) !== versionId) return undefined
  return Number(micros)
}
