import {
  CreateBucketCommand,
  CreateMultipartUploadCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  GetBucketLocationCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** Buckets, from their making to their end. */
export function bucketsSuite(world: World): void {
  const client = clientOf(world)

  describe('buckets', () => {
    test('a bucket is made, found, told where it is, listed and deleted', async () => {
      const bucket = await freshBucket(world)
      expect((await client.send(new HeadBucketCommand({ bucket }))).region).toBe(world.region)
      expect((await client.send(new GetBucketLocationCommand({ bucket }))).location).toBe(world.region)
      const { buckets } = await client.send(new ListBucketsCommand({}))
      const listed = buckets.find(({ name }) => name === bucket)
      expect(listed?.location).toBe(world.region)
      expect(Math.abs(Date.now() - listed!.creationDate.getTime())).toBeLessThan(600_000)
      await client.send(new DeleteBucketCommand({ bucket }))
      expect(await failureOf(client.send(new HeadBucketCommand({ bucket })))).toMatchObject({ code: 'NoSuchBucket', status: 404 })
    })

    test('a bucket of ours cannot be made again', async () => {
      const bucket = await freshBucket(world)
      const error = await failureOf(client.send(new CreateBucketCommand({ bucket })))
      expect(error).toMatchObject({ name: 'ServiceError', code: 'BucketAlreadyOwnedByYou', status: 409, operation: 'CreateBucket' })
    })

    test('a bucket that holds an object is not deleted', async () => {
      const bucket = await freshBucket(world)
      await client.send(new PutObjectCommand({ bucket, key: 'a', body: '' }))
      expect(await failureOf(client.send(new DeleteBucketCommand({ bucket })))).toMatchObject({ code: 'BucketNotEmpty', status: 409 })
      await client.send(new DeleteObjectCommand({ bucket, key: 'a' }))
      await client.send(new DeleteBucketCommand({ bucket }))
    })

    test('a bucket that holds an unfinished upload is not deleted', async () => {
      const bucket = await freshBucket(world)
      await client.send(new CreateMultipartUploadCommand({ bucket, key: 'a' }))
      expect(await failureOf(client.send(new DeleteBucketCommand({ bucket })))).toMatchObject({ code: 'BucketNotEmpty' })
    })

    test('a bucket that is not there cannot be used', async () => {
      const bucket = 'missing-1250000000'
      for (const command of [
        new DeleteBucketCommand({ bucket }),
        new GetBucketLocationCommand({ bucket }),
        new PutObjectCommand({ bucket, key: 'a', body: '' }),
      ]) {
        expect(await failureOf(client.send(command))).toMatchObject({ code: 'NoSuchBucket', status: 404 })
      }
    })
  })
}
