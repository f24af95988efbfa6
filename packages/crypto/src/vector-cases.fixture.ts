import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

/** Bytes of a recorded object: whole when short, else their digest. */
interface RecordedBytes {
  readonly length: number
  readonly sha256: string
  readonly base64?: string
  readonly head32?: string
  readonly tail32?: string
}

/** An object one of the official encryption clients wrote. */
export interface VectorCase {
  readonly id: string
  readonly note: string
  readonly cryptoMode?: string
  readonly dataKeyHex: string
  readonly ivHex: string
  readonly plaintext: RecordedBytes & { readonly seed: string }
  readonly ciphertext: RecordedBytes
  readonly partSizes?: readonly number[]
  readonly declaredPartSize?: number
  readonly ranges?: readonly { readonly range: string; readonly correct?: boolean; readonly result?: RecordedBytes }[]
}

/** The recorded objects whose content is in AES-CTR: all of the Python and Go clients, and those of one mode of the Java client. */
export function vectorCases(): readonly VectorCase[] {
  const cases = ['python', 'go', 'java'].flatMap((client): readonly VectorCase[] => {
    return JSON.parse(readFileSync(new URL(`./vectors/cse-${client}.json`, import.meta.url), 'utf8')).cases
  })
  return cases.filter(({ cryptoMode = 'AesCtrEncryption' }) => cryptoMode === 'AesCtrEncryption')
}

/** The content a case describes. */
export function plaintextOf({ plaintext: { seed, length } }: VectorCase): Uint8Array {
  const blocks = Array.from({ length: Math.ceil(length / 32) }, (_, index) => createHash('sha256').update(`${seed}:${index}`).digest())
  return new Uint8Array(Buffer.concat(blocks)).slice(0, length)
}

/** SHA-256 in hex. */
export function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}
