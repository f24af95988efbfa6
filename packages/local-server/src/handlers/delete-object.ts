import type { DeleteObjectInput, DeleteObjectOutput } from '@cos/core'
import { removeObject } from '../remove-object.js'
import type { Handler } from './handler.js'

/** Deletes an object, or one version of it. */
export const deleteObject: Handler<DeleteObjectInput, DeleteObjectOutput> = async ({ input, bucket, store }) => {
  const { marker, versionId } = await removeObject(store, bucket, input)
  return { output: { versionId: versionId ?? marker, isDeleteMarker: marker === undefined ? undefined : true } }
}
