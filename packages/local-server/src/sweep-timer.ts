/** Options of {@link createSweepTimer}. */
export interface SweepTimerOptions {
  readonly sweep: () => Promise<void>
  /** 0 never sweeps. */
  readonly intervalMs: number
  readonly onError: (error: unknown) => void
}

/**
 * Sweeps again and again while a server listens. By the machine's time, whatever the server's clock says: that one may stand still, or
 * run. It keeps no process alive.
 */
export function createSweepTimer({ sweep, intervalMs, onError }: SweepTimerOptions): {
  readonly start: () => void
  readonly stop: () => void
} {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const schedule = () => {
    timer = setTimeout(async () => {
      try {
        await sweep()
      } catch (error) {
        if (!isStopped) onError(error)
      }
      if (!isStopped) schedule()
    }, intervalMs)
    timer.unref()
  }
  return {
    start() {
      if (!timer && intervalMs > 0 && !isStopped) schedule()
    },
    stop() {
      isStopped = true
      clearTimeout(timer)
    },
  }
}
