import { refuse } from '../../errors/input-error.js'

/** Refuses tags that no object can have. Sources differ by one byte about the lengths; the greater ones are let through. */
export function checkObjectTags(tags: readonly (readonly [key: string, value: string])[], member: string): void {
  if (tags.length > 10) refuse(member, 'must be 10 tags or fewer')
  const isLonger = (text: string, limit: number) => new TextEncoder().encode(text).length > limit
  if (tags.some(([key, value]) => !key || isLonger(key, 128) || isLonger(value, 256)))
    refuse(member, 'must have keys of 1 to 128 bytes, and values of 256 at most')
}
