import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

interface VectorData {
  readonly utf8?: string
  readonly hex?: string
  readonly seed?: string
  readonly length?: number
  readonly repeatByteHex?: string
  readonly count?: number
}

interface VectorCase {
  readonly id: string
  readonly op: 'checksum' | 'combine'
  readonly note: string
  readonly crc64: string
  readonly length?: number
  readonly data?: VectorData
  readonly parts?: readonly { readonly crc64: string; readonly length: number }[]
}

/** The recorded CRC-64 cases. */
export function vectorCases(): readonly VectorCase[] {
  return JSON.parse(readFileSync(new URL('./vectors/crc64ecma.json', import.meta.url), 'utf8')).cases
}

/** The bytes a case describes. */
export function vectorBytes(data: VectorData): Uint8Array {
  if (data.utf8 !== undefined) return new TextEncoder().encode(data.utf8)
  if (data.hex !== undefined) return Uint8Array.from(Buffer.from(data.hex, 'hex'))
  if (data.repeatByteHex !== undefined) return new Uint8Array(data.count ?? 0).fill(Number.parseInt(data.repeatByteHex, 16))
  if (data.seed === undefined || data.length === undefined) throw new Error(`no bytes in ${JSON.stringify(data)}`)
  const blocks = Array.from({ length: Math.ceil(data.length / 32) }, (_, index) =>
    createHash('sha256').update(`${data.seed}:${index}`).digest(),
  )
  return new Uint8Array(Buffer.concat(blocks)).slice(0, data.length)
}
