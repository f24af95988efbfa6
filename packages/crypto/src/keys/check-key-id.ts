import { InputError } from '@cos/core'

/** Refuses an id that cannot stand in an envelope. */
export function checkKeyId(id: string): string {
  if (typeof id === 'string' && /^[\w./-]{1,128}$/.test(id)) return id
  throw new InputError('must be 1 to 128 letters, digits and . _ / -', { member: 'id' })
}
