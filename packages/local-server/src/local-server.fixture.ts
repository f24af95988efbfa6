import { CosClient, type CosClientOptions, CreateBucketCommand } from '@cos/core'
import { createLocalServer, type LocalServer } from './local-server.js'
import type { LocalServerOptions } from './local-server-options.js'

/** The bucket of tests. */
export const bucket = 'photos-1250000000'

/** A server with one empty bucket, and a client that never repeats. */
export async function withBucket(
  options: LocalServerOptions = {},
  clientOptions: Partial<CosClientOptions> = {},
): Promise<{ readonly server: LocalServer; readonly client: CosClient }> {
  const server = createLocalServer(options)
  const client = clientOf(server, clientOptions)
  await client.send(new CreateBucketCommand({ bucket }))
  return { server, client }
}

/** A client of a server, in this process, that never repeats. */
export function clientOf(server: LocalServer, options: Partial<CosClientOptions> = {}): CosClient {
  const { credentials, transport, region } = server
  return new CosClient({ credentials, transport, region, retry: () => undefined, ...options } as CosClientOptions)
}

/** What a rejected promise was rejected with. */
export async function failureOf(promise: Promise<unknown>): Promise<Record<string, unknown>> {
  return promise.then(
    () => {
      throw new Error('It did not fail.')
    },
    (error) => error,
  )
}
