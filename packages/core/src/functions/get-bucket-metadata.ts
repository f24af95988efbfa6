import type { CosClient, SendOptions } from '../client/cos-client.js'
import { GetBucketAclCommand, type GetBucketAclOutput } from '../commands/bucket/get-bucket-acl.js'
import { GetBucketCorsCommand, type GetBucketCorsOutput } from '../commands/bucket/get-bucket-cors.js'
import { GetBucketEncryptionCommand, type GetBucketEncryptionOutput } from '../commands/bucket/get-bucket-encryption.js'
import { GetBucketLifecycleCommand, type GetBucketLifecycleOutput } from '../commands/bucket/get-bucket-lifecycle.js'
import { GetBucketLoggingCommand, type GetBucketLoggingOutput } from '../commands/bucket/get-bucket-logging.js'
import {
  GetBucketObjectLockConfigurationCommand,
  type GetBucketObjectLockConfigurationOutput,
} from '../commands/bucket/get-bucket-object-lock-configuration.js'
import { GetBucketReplicationCommand, type GetBucketReplicationOutput } from '../commands/bucket/get-bucket-replication.js'
import { GetBucketTaggingCommand, type GetBucketTaggingOutput } from '../commands/bucket/get-bucket-tagging.js'
import { GetBucketVersioningCommand, type GetBucketVersioningOutput } from '../commands/bucket/get-bucket-versioning.js'
import { GetBucketWebsiteCommand, type GetBucketWebsiteOutput } from '../commands/bucket/get-bucket-website.js'
import { HeadBucketCommand, type HeadBucketOutput } from '../commands/bucket/head-bucket.js'
import {
  ListBucketIntelligentTieringConfigurationsCommand,
  type ListBucketIntelligentTieringConfigurationsOutput,
} from '../commands/bucket/list-bucket-intelligent-tiering-configurations.js'
import { isServiceError, type ServiceError } from '../errors/service-error.js'
import type { Command } from '../operation/command.js'

/** What {@link getBucketMetadata} found. A configuration is undefined when there is none, or when `refusals` says why it is not known. */
export interface BucketMetadata extends HeadBucketOutput {
  readonly acl: GetBucketAclOutput | undefined
  readonly cors: GetBucketCorsOutput | undefined
  readonly encryption: GetBucketEncryptionOutput | undefined
  readonly intelligentTiering: ListBucketIntelligentTieringConfigurationsOutput | undefined
  readonly lifecycle: GetBucketLifecycleOutput | undefined
  readonly logging: GetBucketLoggingOutput | undefined
  readonly objectLock: GetBucketObjectLockConfigurationOutput | undefined
  readonly replication: GetBucketReplicationOutput | undefined
  readonly tagging: GetBucketTaggingOutput | undefined
  readonly versioning: GetBucketVersioningOutput | undefined
  readonly website: GetBucketWebsiteOutput | undefined
  /** What could not be read, for want of a right for instance. `operation` of each says which. */
  readonly refusals: readonly ServiceError[]
}

/**
 * Reads what a bucket is and how it is configured: HEAD Bucket, then at once GET Bucket acl, cors, encryption, intelligent-tiering,
 * lifecycle, logging, object-lock, replication, tagging, versioning and website. `deadlineMs` is for each request.
 *
 * @throws What HeadBucket throws, `NoSuchBucket` for instance; of the others only what is no answer of COS, and the signal's own reason.
 */
export async function getBucketMetadata(
  client: CosClient,
  { bucket }: { readonly bucket: string },
  options?: SendOptions,
): Promise<BucketMetadata> {
  const input = { bucket }
  const head = await client.send(new HeadBucketCommand(input), options)
  const refusals: ServiceError[] = []
  const read = async <Output>(command: Command<unknown, Output>): Promise<Output | undefined> => {
    try {
      return await client.send(command, options)
    } catch (error) {
      if (!isServiceError(error)) throw error
      // Each configuration that is not there has a code of its own, but all have this status.
      if (error.status !== 404 || error.code === 'NoSuchBucket') refusals.push(error)
      return undefined
    }
  }
  const [acl, cors, encryption, intelligentTiering, lifecycle, logging, objectLock, replication, tagging, versioning, website] =
    await Promise.all([
      read(new GetBucketAclCommand(input)),
      read(new GetBucketCorsCommand(input)),
      read(new GetBucketEncryptionCommand(input)),
      read(new ListBucketIntelligentTieringConfigurationsCommand(input)),
      read(new GetBucketLifecycleCommand(input)),
      read(new GetBucketLoggingCommand(input)),
      read(new GetBucketObjectLockConfigurationCommand(input)),
      read(new GetBucketReplicationCommand(input)),
      read(new GetBucketTaggingCommand(input)),
      read(new GetBucketVersioningCommand(input)),
      read(new GetBucketWebsiteCommand(input)),
    ])
  return {
    ...head,
    acl,
    cors,
    encryption,
    intelligentTiering,
    lifecycle,
    logging,
    objectLock,
    replication,
    tagging,
    versioning,
    website,
    refusals,
  }
}
