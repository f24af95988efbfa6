import { TransportError, type TransportErrorCode } from '../errors/transport-error.js'

/** A signal that ends by itself. */
export interface TimeLimit {
  /** Aborts with the reason of the caller's signal, or with a {@link TransportError} when time is up. */
  readonly signal: AbortSignal | undefined
  /** Begins to count anew. */
  restart(): void
  stop(): void
  /** Goes on, but keeps no process alive. */
  recede(): void
}

/** Limits the time of a wait that the caller's signal can end, too. Without a time there is only the signal. */
export function timeLimit(signal: AbortSignal | undefined, milliseconds: number | undefined, code: TransportErrorCode): TimeLimit {
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  // A controller costs more than the rest of writing a request.
  if (milliseconds === undefined) return { signal, restart: stop, stop, recede: stop }
  const controller = new AbortController()
  const expire = () => controller.abort(new TransportError(`${code} after ${milliseconds} ms.`, { code }))
  const restart = () => {
    stop()
    timer = setTimeout(expire, milliseconds)
  }
  // Only Node's timers keep a process alive, and only they can be told not to.
  const recede = () => (timer as { unref?(): void } | undefined)?.unref?.()
  restart()
  return { signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal, restart, stop, recede }
}
