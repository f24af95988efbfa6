import { createHash } from 'node:crypto'
import { Fault } from './fault.js'

/** Reads a `Content-MD5` into lower-case hex; undefined when there is none. */
export function md5Of(header: string | undefined): string | undefined {
  if (header === undefined || header === '') return undefined
  if (!/^[A-Za-z\d+/]{22}==$/.test(header.trim())) throw new Fault('InvalidDigest')
  return Buffer.from(header, 'base64').toString('hex')
}

/** Refuses bytes that are not those of their `Content-MD5`. */
export function checkMd5(header: string | undefined, bytes: Uint8Array): void {
  const expected = md5Of(header)
  if (expected !== undefined && createHash('md5').update(bytes).digest('hex') !== expected) throw new Fault('BadDigest')
}
