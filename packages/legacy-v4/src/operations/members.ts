import { InputError } from '@cos/core'

/** Checks a remark. [?] A limit of 64 bytes was documented once and is checked by no SDK, so it is left to the service. */
export function checkBizAttr(bizAttr: string | undefined): string | undefined {
  if (bizAttr === undefined) return undefined
  if (typeof bizAttr !== 'string') throw new InputError('must be text', { member: 'bizAttr' })
  return bizAttr
}

/** Checks a choice between overwriting and failing and writes it as the service wants it. */
export function insertOnlyOf(insertOnly: boolean | undefined): '0' | '1' {
  if (insertOnly !== undefined && typeof insertOnly !== 'boolean') throw new InputError('must be true or false', { member: 'insertOnly' })
  return insertOnly === false ? '0' : '1'
}

/** Checks a SHA-1 in hexadecimal. */
export function checkSha(sha: string | undefined, member = 'sha'): string | undefined {
  if (sha !== undefined && !/^[\da-f]{40}$/.test(sha))
    throw new InputError('must be a SHA-1: 40 hexadecimal digits, lower case', { member })
  return sha
}

/** Checks a whole number. */
export function wholeNumber(value: number, member: string, { least, most }: { readonly least: number; readonly most: number }): string {
  if (!Number.isSafeInteger(value) || value < least || value > most)
    throw new InputError(`must be a whole number from ${least} to ${most}`, { member })
  return String(value)
}

/** Checks text that must not be empty. */
export function requiredText(value: string, member: string): string {
  if (typeof value !== 'string' || value === '') throw new InputError('is missing', { member })
  return value
}
