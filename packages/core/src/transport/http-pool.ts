import type { Agent, ClientRequest, RequestOptions } from 'node:http'
import type { NetConnectOpts, Socket } from 'node:net'
import { TransportError } from '../errors/transport-error.js'
import type { ConnectionOptions } from './transport.js'

/** What `createConnection` of an agent is called with, as far as we touch it. */
type Connect = (options: NetConnectOpts, ready: (error: Error | null, socket: Socket) => void) => Socket

/** Measured: what the kernel has by the time we read is seldom more, and a connection holds this much for as long as it lives. */
const readBytes = 64 * 1024

/** Connections by protocol: so many to a host, kept for so long. */
export interface HttpPool {
  /** Begins a request. */
  request(protocol: 'http:' | 'https:', options: RequestOptions): ClientRequest
  /** Waits while a connection rests that might be used: opening another would cost more. */
  rested(): Promise<void> | undefined
  /** Counts an exchange that begins. */
  began(): void
  /** Counts one that is over. */
  ended(): void
  /** Closes idle connections at once, and the others when what they carry is over, which it waits for. */
  close(): Promise<void>
}

/** Makes a pool; it opens nothing by itself, and loads `node:http` and `node:https` when they are needed: they cost more than all of this SDK. */
export function openPool(options: ConnectionOptions): HttpPool {
  const { maxConnections = 64, keepAliveTimeoutMs = 30_000, connectTimeoutMs = 10_000, tls } = options
  const settings = { keepAlive: true, maxSockets: maxConnections, maxFreeSockets: maxConnections, timeout: keepAliveTimeoutMs }
  let resting = 0
  /** One turn of the event loop before a connection is used again: what a server sent too much, or that it closes, is known then. */
  const letRest = (agent: Agent) => {
    const emit = agent.emit.bind(agent)
    agent.emit = (event: string | symbol, ...values: unknown[]) => {
      if (event !== 'free') return emit(event, ...values)
      resting += 1
      setImmediate(() => {
        resting -= 1
        emit(event, ...values)
      })
      return true
    }
  }
  const open = {
    'http:': () => {
      const { Agent, request } = process.getBuiltinModule('node:http')
      return { request, agent: tuned(new Agent(settings), 'connect', connectTimeoutMs) }
    },
    'https:': () => {
      const { Agent, request } = process.getBuiltinModule('node:https')
      return { request, agent: tuned(new Agent({ ...settings, ...(tls as object) }), 'secureConnect', connectTimeoutMs) }
    },
  }
  const opened = new Map<string, ReturnType<(typeof open)['http:']>>()
  let running = 0
  let whenIdle: (() => void) | undefined
  return {
    request(protocol, requestOptions) {
      let carrier = opened.get(protocol)
      if (!carrier) {
        carrier = open[protocol]()
        letRest(carrier.agent)
        opened.set(protocol, carrier)
      }
      return carrier.request({ ...requestOptions, agent: carrier.agent })
    },
    rested: () => (resting > 0 ? new Promise((resolve) => setImmediate(resolve)) : undefined),
    began() {
      running += 1
    },
    ended() {
      running -= 1
      if (running === 0) whenIdle?.()
    },
    async close() {
      if (running > 0) {
        await new Promise<void>((resolve) => {
          whenIdle = resolve
        })
      }
      for (const { agent } of opened.values()) agent.destroy()
    },
  }
}

/**
 * Lets each connection read into one buffer of its own. Node would allocate one for every read, which is half of what a
 * download costs; the parser copies what is the body's, so nothing that is handed on is overwritten.
 */
function tuned<Tuned extends Agent>(agent: Tuned, readyEvent: string, connectTimeoutMs: number): Tuned {
  // It is documented, and to be replaced, but the types of some versions of Node do not have it.
  const open = agent as unknown as { createConnection: Connect }
  const connect = open.createConnection.bind(agent) as Connect
  open.createConnection = (options, ready) => {
    const buffer = Buffer.allocUnsafeSlow(readBytes)
    const callback = (bytesRead: number) => {
      // What nobody has asked for must not pass for the answer to the next request.
      if (socket.listenerCount('data') === 0) socket.destroy()
      else socket.emit('data', buffer.subarray(0, bytesRead))
      return true
    }
    const socket = connect({ ...options, onread: { buffer, callback } }, ready)
    // Between two requests nobody else listens, and an error without a listener ends the process.
    socket.on('error', () => {})
    const timer = setTimeout(() => {
      socket.destroy(new TransportError('Connecting took too long.', { code: 'ConnectTimeout', wasSent: false }))
    }, connectTimeoutMs)
    const stop = () => clearTimeout(timer)
    socket.once(readyEvent, stop).once('close', stop)
    return socket
  }
  return agent
}
