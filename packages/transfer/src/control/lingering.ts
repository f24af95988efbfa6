/**
 * A signal that follows another some time later: for what should still be done when a transfer was ended, so that it
 * leaves nothing behind, and for which the caller does not wait long.
 */
export function lingering(signal: AbortSignal, milliseconds: number): { readonly signal: AbortSignal; stop(): void } {
  const later = new AbortController()
  let timer: ReturnType<typeof setTimeout> | undefined
  const begin = () => {
    timer = setTimeout(() => later.abort(signal.reason), milliseconds)
  }
  if (signal.aborted) begin()
  else signal.addEventListener('abort', begin, { once: true })
  const stop = () => {
    clearTimeout(timer)
    signal.removeEventListener('abort', begin)
  }
  return { signal: later.signal, stop }
}
