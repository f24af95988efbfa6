import { CosClient, type CosClientOptions, CreateBucketCommand, type Credentials, type Transport } from '@cos/core'
import type { ScriptedFault } from '@cos/local-server'

/** Where a suite runs: a server, and a way to it. */
export interface World {
  readonly credentials: Credentials
  readonly region: string
  /** Origin of the server when it listens; without one, requests do not leave the process. */
  readonly endpoint?: string | undefined
  readonly transport: Transport
  /** False where `fetch` rewrites some paths. */
  readonly takesAnyKey: boolean
  /** False in pages, which can only send what they hold. */
  readonly takesStreams: boolean
  /** Lets the next requests meet a fault; absent where the server is out of reach. */
  readonly script?: { next(fault: ScriptedFault): void; readonly pending: number } | undefined
}

/** A client of the world's server. It never repeats a request unless it is told to. */
export function clientOf({ credentials, region, endpoint, transport }: World, options: Partial<CosClientOptions> = {}): CosClient {
  return new CosClient({ credentials, region, endpoint, transport, retry: () => undefined, ...options } as CosClientOptions)
}

/** Makes a bucket that no other test uses. */
export async function freshBucket(world: World): Promise<string> {
  const name = `test-${crypto.randomUUID().slice(0, 13)}-1250000000`
  await clientOf(world).send(new CreateBucketCommand({ bucket: name }))
  return name
}

/** What a promise was rejected with; fails when it was not. */
export async function failureOf(promise: Promise<unknown>): Promise<Record<string, unknown> & Error> {
  const outcome = await promise.then(
    (value) => ({ value }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome) return outcome.error as Record<string, unknown> & Error
  throw new Error(`It did not fail; it returned ${JSON.stringify(outcome.value)}.`)
}

/** Bytes that show when they are shifted, cut or swapped. */
export function bytesOfLength(length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  let state = 1
  for (let at = 0; at < length; at += 1) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    bytes[at] = state >>> 24
  }
  return bytes
}
