import { InputError } from '@cos/core'
import type { V4SignatureInput } from './v4-signature-input.js'

/**
 * Refuses what cannot become a signature.
 *
 * The signed text joins its fields with `&` and escapes none but the path, so a mark inside another field would begin a field
 * of its own. And the service takes an expiry of 0 as "single-use" and any other as absolute.
 */
export function checkV4SignatureInput(input: V4SignatureInput, now: number, random: number): void {
  if (!['once', 'more', 'download'].includes(input.kind)) refuse('kind', 'must be once, more or download')
  if (!isCount(input.appId) || input.appId === 0) refuse('appId', 'must be the whole number of the account')
  if (!isPlain(input.bucket)) refuse('bucket', 'must be letters, digits, ".", "_" and "-"')
  if (!isPlain(input.secretId)) refuse('secretId', 'must be letters, digits, ".", "_" and "-"')
  if (!isCount(now)) refuse('now', 'must be whole Unix seconds')
  if (!isCount(random)) refuse('random', 'must be a whole number, 0 or more')
  checkScope(input)
  checkExpiry(input, now)
}

/** The members that exclude each other, as they may come from code without types. */
interface Unchecked {
  readonly kind: string
  readonly path?: string | undefined
  readonly coversBucket?: boolean | undefined
  readonly expiresAt?: number | undefined
}

function checkScope({ kind, path, coversBucket }: Unchecked): void {
  if (coversBucket && kind === 'once') refuse('coversBucket', 'a single-use signature is for one path')
  if (coversBucket && path !== undefined) refuse('coversBucket', 'says another thing than path; give one of them')
  if (!coversBucket && !path) refuse('path', 'is missing')
  if (path !== undefined && /\p{Cs}/u.test(path)) refuse('path', 'holds half a surrogate pair')
}

function checkExpiry({ kind, expiresAt }: Unchecked, now: number): void {
  if (kind === 'once') {
    if (expiresAt !== undefined) refuse('expiresAt', 'a single-use signature does not expire')
  } else if (!isCount(expiresAt)) refuse('expiresAt', 'must be whole Unix seconds')
  else if (expiresAt < now) refuse('expiresAt', 'is before now; it is a time, not a duration')
}

function isCount(value: unknown): value is number {
  return Number.isSafeInteger(value) && (value as number) >= 0
}

function isPlain(value: unknown): boolean {
  return typeof value === 'string' && /^[\w.-]+$/.test(value)
}

function refuse(member: string, problem: string): never {
  throw new InputError(problem, { member })
}
