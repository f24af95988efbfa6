import { abortable, type Clock, systemClock, type Transport } from '@cos/core'
import { operations } from '@cos/core/operations'
import type { Credentials } from '@cos/signer'
import { createAccess } from './access/access.js'
import type { AccessDecision } from './access/decide.js'
import { createExplainAccess, type ExplainAccessRequest } from './access/explain-access.js'
import { createIdentities } from './access/identities.js'
import { localAccount } from './account.js'
import { createBehaviours } from './behaviours/create-behaviours.js'
import { behaviours } from './behaviours/index.js'
import { createFetchTasks } from './fetch-tasks/fetch-tasks.js'
import { type HttpServer, type ListenOptions, listen } from './http-server.js'
import { inProcessTransport } from './in-process-transport.js'
import type { LocalServerOptions } from './local-server-options.js'
import { createPipeline } from './pipeline.js'
import { createScript, type Script } from './script.js'
import type { Serve } from './server-request.js'
import { openDiskStore } from './store/disk.js'
import { createMemoryStore } from './store/memory.js'
import type { Store } from './store/store.js'
import { createSweepTimer } from './sweep-timer.js'

/** A COS on this machine. */
export interface LocalServer {
  /** Carries requests to this server without a socket: the `transport` of a `CosClient`. */
  readonly transport: Transport
  /** Keys of the first account, for a `CosClient`. */
  readonly credentials: Credentials
  /** Region of buckets made through hosts that name none. */
  readonly region: string
  /** What it keeps. Changes made through it count as made by a request. */
  readonly store: Store
  /** Faults on demand, for tests. */
  readonly script: Script
  /** Answers a request given as it stands on a wire: for transports and servers of your own. */
  readonly serve: Serve
  /** Tells whether a request would be allowed, and which statement, grant or ownership decides it. */
  explainAccess(request: ExplainAccessRequest): Promise<AccessDecision>
  /** Answers over HTTP too. May be called more than once. */
  listen(options?: ListenOptions): Promise<HttpServer>
  /**
   * Does what time brings, by the server's clock: once whatever a real COS does in the background. Waits for what requests left to be
   * done. Move the `clock` and sweep to see a bucket as it will be in thirty days. A server that listens sweeps by itself, too.
   */
  sweep(options?: { readonly signal?: AbortSignal | undefined }): Promise<void>
  /** Closes sockets and store. */
  close(): Promise<void>
  /** The same as {@link LocalServer.close}: `await using server = createLocalServer()`. */
  [Symbol.asyncDispose](): Promise<void>
}

/** Makes a server that answers at once, without a socket. It keeps everything in memory unless it is given a store. */
export function createLocalServer(options: LocalServerOptions = {}): LocalServer {
  const clock: Clock = options.clock ?? systemClock
  const [first = localAccount, ...others] = options.accounts ?? []
  const region = options.region ?? 'ap-guangzhou'
  const script = createScript()
  const onError = options.onError ?? ((error: unknown) => console.error(error))
  const kept = options.store ?? createMemoryStore({ now: clock.now })
  const served = createBehaviours(behaviours, {
    store: kept,
    clock,
    accounts: [first, ...others],
    allowOrigins: options.allowOrigins ?? [],
    onError,
  })
  const identities = createIdentities([first, ...others], clock.now)
  const accessOf = createAccess({ identities, configurations: served.configurations })
  const fetchTasks = createFetchTasks({ onError })
  const serve = createPipeline({
    operations,
    behaviours: served,
    accounts: [first, ...others],
    identities,
    accessOf,
    fetchTasks,
    region,
    maxBuckets: options.maxBuckets ?? 200,
    clock,
    customDomains: options.customDomains ?? {},
    requireSignatures: options.requireSignatures ?? true,
    isLoose: options.loose ?? false,
    script,
    v4: options.v4 ?? {},
    onRequest: options.onRequest,
    onError,
  })
  const open = new Set<HttpServer>()
  const timer = createSweepTimer({ sweep: served.sweep, intervalMs: options.sweepIntervalMs ?? 300_000, onError })
  const close = async () => {
    timer.stop()
    await Promise.all([...open].map((server) => server.close()))
    await fetchTasks.close()
    await served.close()
    await kept.close()
  }
  return {
    transport: inProcessTransport(serve),
    credentials: { secretId: first.secretId, secretKey: first.secretKey, securityToken: first.securityToken },
    region,
    store: served.store,
    script,
    serve,
    async sweep(sweepOptions) {
      await abortable(fetchTasks.settled(), sweepOptions?.signal)
      await served.sweep(sweepOptions?.signal)
    },
    explainAccess: createExplainAccess({ identities, accessOf, store: served.store, region, clock }),
    async listen(listenOptions) {
      const server = await listen(serve, { ...listenOptions, onError })
      open.add(server)
      timer.start()
      return server
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

/** Makes a server that keeps everything in a folder, which it makes if need be; `durability` as the store has it. */
export async function openLocalServer(
  options: LocalServerOptions & { readonly data: string; readonly durability?: 'process' | 'power' | undefined },
): Promise<LocalServer> {
  const { data, durability, ...others } = options
  const store = others.store ?? (await openDiskStore(data, { now: others.clock?.now, durability }))
  return createLocalServer({ ...others, store })
}
