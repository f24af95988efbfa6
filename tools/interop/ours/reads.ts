import { type CosClient, PutBucketCorsCommand, PutObjectCommand } from '@cos/core'

/** What is read. */
export const content = 'bytes to be read: a'
/** Whose pages may write. */
export const origin = 'https://www.example.com'
/** A time after the object was written. */
export const unchangedSince = new Date('2100-01-01T00:00:00Z')

/** Lays out the object, and lets pages in. */
export async function before(client: CosClient, bucket: string): Promise<void> {
  await client.send(
    new PutObjectCommand({
      bucket,
      key: 'text',
      body: content,
      contentType: 'text/plain',
      cacheControl: 'max-age=60',
      contentDisposition: 'inline',
      metadata: { owner: 'ada' },
    }),
  )
  const rule = { allowedOrigins: [origin], allowedMethods: ['PUT' as const], allowedHeaders: ['*'], maxAgeSeconds: 60 }
  await client.send(new PutBucketCorsCommand({ bucket, rules: [rule] }))
}
