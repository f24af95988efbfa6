import type { BodyChecksum } from '../operation/body-checksum.js'

/** The checksum of commands that are worth their size without one: in pages none, because it would be a quarter of the bundle. */
export const defaultChecksum: BodyChecksum | undefined = undefined
