import { string, struct } from '@cos/xml'

/** A tag of an object or a bucket: at most 127 bytes of key and 255 of value. */
export const tag = struct({ key: string, value: string })
