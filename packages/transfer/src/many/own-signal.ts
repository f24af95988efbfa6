/** A signal that follows another: every request listens to its signal, and many on one look like a leak to Node. */
export function ownSignal(signal: AbortSignal): AbortSignal
export function ownSignal(signal: AbortSignal | undefined): AbortSignal | undefined
export function ownSignal(signal: AbortSignal | undefined): AbortSignal | undefined {
  return signal && AbortSignal.any([signal])
}
