import { OptionsObjectCommand, PutBucketCorsCommand } from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** What browsers ask by themselves. Not for pages, which may not set `Origin`. */
export function preflightSuite(world: World): void {
  const client = clientOf(world)

  describe('preflights', () => {
    test('are answered by the rules of the bucket', async () => {
      const bucket = await freshBucket(world)
      const ask = (accessControlRequestMethod: string) =>
        client.send(new OptionsObjectCommand({ bucket, key: 'a', origin: 'https://example.com', accessControlRequestMethod }))
      expect(await failureOf(ask('PUT'))).toMatchObject({ status: 403 })
      const rule = { allowedOrigins: ['https://example.com'], allowedMethods: ['PUT' as const], maxAgeSeconds: 60 }
      await client.send(new PutBucketCorsCommand({ bucket, rules: [rule] }))
      expect(await ask('PUT')).toMatchObject({ accessControlAllowOrigin: 'https://example.com', accessControlMaxAge: 60 })
      expect(await failureOf(ask('DELETE'))).toMatchObject({ status: 403 })
    })
  })
}
