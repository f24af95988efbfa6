import type { CosClient, SendOptions } from '../client/cos-client.js'
import { HeadObjectCommand } from '../commands/object/head-object.js'
import type { CustomerKey } from '../commands/shapes/customer-key.js'
import { isServiceError } from '../errors/service-error.js'

/**
 * Tells whether an object is there (HEAD Object). A delete marker, a missing version and a missing bucket are a no; any other
 * refusal, `AccessDenied` for one, is thrown.
 */
export async function objectExists(
  client: CosClient,
  {
    bucket,
    key,
    versionId,
    customerKey,
  }: {
    readonly bucket: string
    readonly key: string
    readonly versionId?: string | undefined
    readonly customerKey?: CustomerKey | undefined
  },
  options?: SendOptions,
): Promise<boolean> {
  try {
    await client.send(new HeadObjectCommand({ bucket, key, versionId, customerKey }), options)
    return true
  } catch (error) {
    if (isServiceError(error) && error.status === 404) return false
    throw error
  }
}
