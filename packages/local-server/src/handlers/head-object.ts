import type { HeadObjectInput, HeadObjectOutput } from '@cos/core'
import { encryptionOfAttributes, openingKey } from '../encryption.js'
import { findTarget } from '../follow-symlink.js'
import { checkReadable, headOf } from '../read-object.js'
import type { Handler } from './handler.js'

/** Tells what is known of an object. */
export const headObject: Handler<HeadObjectInput, HeadObjectOutput> = async (call) => {
  const reader = await findTarget(call, call.input.versionId)
  await reader.close()
  openingKey(encryptionOfAttributes(reader.record.attributes), call.input.customerKey)
  checkReadable(reader.record, call.input, {})
  const { head, headers } = headOf(reader.record, call)
  return { record: reader.record, output: head, headers }
}
