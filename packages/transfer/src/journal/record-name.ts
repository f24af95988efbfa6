import { crc64 } from '@cos/core'

/** Names the record of a transfer by what it moves from where to where: the same call finds it again. */
export function recordName(kind: 'upload' | 'download' | 'copy', ...parts: readonly (string | undefined)[]): string {
  const bytes = new TextEncoder().encode(JSON.stringify(parts))
  return `${kind}-${crc64(bytes).toString(16).padStart(16, '0')}`
}
