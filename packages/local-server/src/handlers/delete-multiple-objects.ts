import type { DeleteMultipleObjectsInput, DeleteMultipleObjectsOutput } from '@cos/core'
import { Fault } from '../fault.js'
import { removeObject } from '../remove-object.js'
import type { Call, Handler } from './handler.js'

type Deleted = DeleteMultipleObjectsOutput['deleted'][number]
type Failure = DeleteMultipleObjectsOutput['errors'][number]

const greatestBatch = 1000

/** Deletes up to 1000 objects. What cannot be deleted does not keep the others from it. */
export const deleteMultipleObjects: Handler<DeleteMultipleObjectsInput, DeleteMultipleObjectsOutput> = async (call) => {
  const { input, headers, isLoose } = call
  if (!headers['content-md5'] && !isLoose) {
    throw new Fault('InvalidRequest', { message: 'Missing required header for this request: Content-MD5.' })
  }
  if (input.objects.length === 0 || input.objects.length > greatestBatch) {
    throw new Fault('MalformedXML', { message: `A batch holds 1 to ${greatestBatch} objects, not ${input.objects.length}.` })
  }
  const deleted: Deleted[] = []
  const errors: Failure[] = []
  for (const object of input.objects) {
    try {
      deleted.push(await deleteOne(call, object))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      errors.push({ ...object, code: error.code, message: error.message })
    }
  }
  return { output: { deleted: input.quiet ? [] : deleted, errors } }
}

async function deleteOne(
  { store, bucket, access }: Call,
  { key, versionId }: DeleteMultipleObjectsInput['objects'][number],
): Promise<Deleted> {
  if (key === '') throw new Fault('InvalidArgument', { message: 'The key is empty.' })
  if (Buffer.byteLength(key) > 850) throw new Fault('KeyTooLong')
  await access.check({ key })
  const removed = await removeObject(store, bucket, { key, versionId: versionId || undefined })
  const marked = removed.marker === undefined ? {} : { deleteMarker: true, deleteMarkerVersionId: removed.marker }
  return { key, versionId: removed.versionId, ...marked }
}
