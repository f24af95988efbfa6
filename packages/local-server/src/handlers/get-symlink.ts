import type { GetSymlinkInput, GetSymlinkOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { readAttributes } from '../object-attributes.js'
import { findObject } from '../read-object.js'
import { versioningOf } from '../versioning.js'
import type { Handler } from './handler.js'

/** Tells what a symlink stands for. */
export const getSymlink: Handler<GetSymlinkInput, GetSymlinkOutput> = async (call) => {
  const reader = await findObject(call, call.input.versionId)
  await reader.close()
  const { record } = reader
  const { symlinkTarget } = readAttributes(record.attributes)
  if (symlinkTarget === undefined) throw new Fault('NoSuchKey', { message: 'The key holds no symlink.' })
  const versionId = versioningOf(call.bucket) === 'never' ? undefined : record.versionId
  return { record, output: { symlinkTarget, etag: `"${record.etag}"`, versionId } }
}
