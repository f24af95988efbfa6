import { TransportError, type TransportErrorCode } from '../errors/transport-error.js'

/** A signal that ends by itself. */
export interface TimeLimit {
  /** Aborts with the reason of the caller's signal, or with a {@link TransportError} when time is up. */
  readonly signal: AbortSignal | undefined
  /** Begins to count anew. */
  restart(): void
  stop(): void
}

/** Limits the time of a wait that the caller's signal can end, too. Without a time there is only the signal. */
export function timeLimit(signal: AbortSignal | undefined, milliseconds: number | undefined, code: TransportErrorCode): TimeLimit {
  const controller = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const stop = () => clearTimeout(timer)
  const expire = () => controller.abort(new TransportError(`Nothing came of it within ${milliseconds} ms.`, { code }))
  const restart = () => {
    stop()
    timer = setTimeout(expire, milliseconds)
  }
  if (milliseconds === undefined) return { signal, restart: stop, stop }
  restart()
  return { signal: signal ? AbortSignal.any([signal, controller.signal]) : controller.signal, restart, stop }
}
