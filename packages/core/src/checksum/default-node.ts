import type { BodyChecksum } from '../operation/body-checksum.js'
import { sentCrc64 } from './crc64-checksum.js'

/** The checksum of commands that are worth their size without one: in Node, CRC-64. */
export const defaultChecksum: BodyChecksum | undefined = sentCrc64
