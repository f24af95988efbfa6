import { type CosClient, PutBucketCorsCommand } from '@cos/core'

/** Lets pages in, as the documentation of the SDK for browsers asks to. */
export async function before(client: CosClient, bucket: string): Promise<void> {
  const rule = {
    allowedOrigins: ['*'],
    allowedMethods: ['PUT', 'GET', 'POST', 'DELETE', 'HEAD'] as ('PUT' | 'GET' | 'POST' | 'DELETE' | 'HEAD')[],
    allowedHeaders: ['*'],
    exposeHeaders: ['ETag', 'Content-Length', 'x-cos-request-id', 'x-cos-version-id', 'x-cos-hash-crc64ecma'],
    maxAgeSeconds: 600,
  }
  for (const each of [bucket, 'ours-1250000000']) await client.send(new PutBucketCorsCommand({ bucket: each, rules: [rule] }))
}
