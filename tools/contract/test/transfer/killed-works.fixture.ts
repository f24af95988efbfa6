import { aesKey, type EncryptionOptions, unauthenticatedPythonFormat } from '@cos/crypto'

/** What is moved until it is killed. */
export const killedWorks = [
  'upload',
  'download',
  'copy',
  'encrypted upload',
  'upload in a format that lets another process go on',
  'upload in a format that stays in its process',
] as const
export type KilledWork = (typeof killedWorks)[number]

const key = aesKey({ key: new Uint8Array(32).fill(5) })
const encryptions: Readonly<Record<string, EncryptionOptions | undefined>> = {
  'encrypted upload': { keys: key },
  'upload in a format that lets another process go on': {
    format: unauthenticatedPythonFormat({ key, wrap: 'aes-fixed-key-stream', allowsResume: true }),
  },
  'upload in a format that stays in its process': { format: unauthenticatedPythonFormat({ key, wrap: 'aes-fixed-key-stream' }) },
}

/** How a work encrypts: both processes in the same way. */
export function encryptionOf(work: string): EncryptionOptions | undefined {
  return encryptions[work]
}
