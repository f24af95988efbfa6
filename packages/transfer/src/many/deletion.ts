import { CosError, InputError } from '@cos/core'

/** How much may be deleted from a target. */
export interface DeletionLimits {
  /** Most of what is at the target, 0 to 1. Default 0.5. */
  readonly maxFraction?: number | undefined
  /** Most in number. Default: no limit. */
  readonly maxCount?: number | undefined
}

/** {@link DeletionLimits} with their defaults. */
export interface CheckedDeletion {
  readonly maxFraction: number
  readonly maxCount: number
}

/** Refuses limits that cannot be meant. */
export function checkDeletion(given: boolean | DeletionLimits | undefined): CheckedDeletion | undefined {
  if (given === undefined || given === false) return undefined
  const { maxFraction = 0.5, maxCount = Number.POSITIVE_INFINITY } = given === true ? {} : given
  if (!(maxFraction >= 0 && maxFraction <= 1)) throw new InputError('must be a number from 0 to 1', { member: 'delete.maxFraction' })
  if (!(maxCount >= 0)) throw new InputError('must be a number, 0 or more', { member: 'delete.maxCount' })
  return { maxFraction, maxCount }
}

/** Refuses to delete more than was allowed: an empty source is more often a disk that is not there than a wish. */
export function refuseManyDeletions({ maxFraction, maxCount }: CheckedDeletion, deleteCount: number, targetCount: number): void {
  if (deleteCount <= maxCount && deleteCount <= targetCount * maxFraction) return
  throw new CosError(
    `${deleteCount} of the ${targetCount} things at the target would be deleted, which is more than \`delete\` allows (a share of ${maxFraction}, ${maxCount} in number).`,
    { code: 'TooManyDeletions' },
  )
}
