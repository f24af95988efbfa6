import type { BodyChecksum } from '../operation/body-checksum.js'
import { crc64Checksum } from './crc64-checksum.js'

/** The checksum of commands that are worth their size without one: in Node, CRC-64. */
export const defaultChecksum: BodyChecksum | undefined = crc64Checksum
