import type { CosClient, SendOptions } from '../client/cos-client.js'
import {
  DeleteMultipleObjectsCommand,
  type DeleteMultipleObjectsInput,
  type DeleteMultipleObjectsOutput,
} from '../commands/object/delete-multiple-objects.js'
import { refuse } from '../errors/input-error.js'

/** What {@link deleteObjects} is to delete. */
export interface DeleteObjectsInput {
  /** Full name of the bucket. */
  readonly bucket: string
  /** Any number of keys or versions. They are taken as batches are sent, so a listing may be given as it comes. */
  readonly objects: Iterable<ObjectToDelete> | AsyncIterable<ObjectToDelete>
}

/** An object, or one version of it. */
export type ObjectToDelete = DeleteMultipleObjectsInput['objects'][number]

/** An object that could not be deleted, and why. */
export type DeleteFailure = DeleteMultipleObjectsOutput['errors'][number]

/** Options of {@link deleteObjects}. */
export interface DeleteObjectsOptions extends SendOptions {
  /** Objects in a request, 1 to 1000. Default 1000. */
  readonly batchSize?: number | undefined
  /** Ends the work after the batch that brings the failures to this many, so that they fit in memory. Default 1000. */
  readonly maxFailures?: number | undefined
  /** Called after each batch with how many objects are deleted so far. Default none. */
  readonly onProgress?: ((deletedCount: number) => void) | undefined
}

/** What {@link deleteObjects} did. */
export interface DeleteObjectsResult {
  readonly deletedCount: number
  readonly failures: readonly DeleteFailure[]
  /** False when the work ended early because of `maxFailures`; the objects not tried are still there. */
  readonly isComplete: boolean
}

/**
 * Deletes any number of objects, batch after batch (DELETE Multiple Objects, quiet). An object that cannot be deleted does not
 * keep the others from it: look at `failures`. Holds one batch. `deadlineMs` is for each request.
 *
 * @throws InputError, ServiceError, TransportError or the signal's own reason when a whole batch fails; batches before it are done.
 */
export async function deleteObjects(
  client: CosClient,
  { bucket, objects }: DeleteObjectsInput,
  options: DeleteObjectsOptions = {},
): Promise<DeleteObjectsResult> {
  const { batchSize = 1000, maxFailures = 1000, onProgress, ...sendOptions } = options
  if (!(Number.isInteger(batchSize) && batchSize >= 1 && batchSize <= 1000)) refuse('batchSize', 'must be a whole number from 1 to 1000')
  if (!(maxFailures >= 1)) refuse('maxFailures', 'must be a number, 1 or more')
  const failures: DeleteFailure[] = []
  let deletedCount = 0
  for await (const batch of batches(objects, batchSize)) {
    const { errors } = await client.send(new DeleteMultipleObjectsCommand({ bucket, objects: batch, quiet: true }), sendOptions)
    failures.push(...errors)
    deletedCount += batch.length - errors.length
    onProgress?.(deletedCount)
    if (failures.length >= maxFailures) return { deletedCount, failures, isComplete: false }
  }
  return { deletedCount, failures, isComplete: true }
}

async function* batches<T>(items: Iterable<T> | AsyncIterable<T>, size: number): AsyncGenerator<T[]> {
  let batch: T[] = []
  for await (const item of items) {
    batch.push(item)
    if (batch.length < size) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
