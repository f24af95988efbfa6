import type { ObjectRecord } from './store/records.js'

/** A tag of an object. */
export type ObjectTag = {
  readonly key: string
  readonly value: string
}

/** How many tags an object can have. */
export const greatestTagCount = 10

/** The tags of an object, in the order they were put. */
export function tagsOf({ attributes }: Pick<ObjectRecord, 'attributes'>): readonly ObjectTag[] {
  return (attributes['tags'] as unknown as readonly ObjectTag[] | undefined) ?? []
}
