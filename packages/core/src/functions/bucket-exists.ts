import type { CosClient, SendOptions } from '../client/cos-client.js'
import { HeadBucketCommand } from '../commands/bucket/head-bucket.js'
import { isServiceError } from '../errors/service-error.js'

/** Tells whether a bucket is there (HEAD Bucket). One that is somebody else's is an `AccessDenied`, which is thrown. */
export async function bucketExists(client: CosClient, { bucket }: { readonly bucket: string }, options?: SendOptions): Promise<boolean> {
  try {
    await client.send(new HeadBucketCommand({ bucket }), options)
    return true
  } catch (error) {
    if (isServiceError(error) && error.status === 404) return false
    throw error
  }
}
