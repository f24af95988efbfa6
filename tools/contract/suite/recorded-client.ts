import { backoff, type Clock, type CosClient, type CosClientOptions, type HttpRequest } from '@cos/core'
import { clientOf, type World } from './world.js'

/** A client that keeps a record of what it does. */
export interface RecordedClient {
  readonly client: CosClient
  readonly requests: HttpRequest[]
  readonly sleptMs: number[]
}

/** Makes a client that records its requests and how long it slept, in a time that passes only while it sleeps. */
export function recordedClient(world: World, options: Partial<CosClientOptions> = {}): RecordedClient {
  const requests: HttpRequest[] = []
  const sleptMs: number[] = []
  let skippedMs = 0
  const clock: Clock = {
    now: () => Date.now() + skippedMs,
    random: () => 0.5,
    sleep: async (milliseconds, signal) => {
      signal?.throwIfAborted()
      sleptMs.push(milliseconds)
      skippedMs += milliseconds
    },
  }
  const transport: World['transport'] = (request) => {
    requests.push(request)
    return world.transport(request)
  }
  return { requests, sleptMs, client: clientOf(world, { transport, clock, retry: backoff(), ...options }) }
}
