/** A port whose other end is gone: what is transferred to it is dropped, as the standard says. */
let nowhere: MessagePort | undefined

/**
 * Gives memory back to the system at once; the array is empty from then on. What ciphers return would otherwise pile up to
 * tens of megabytes before it is collected, and each of them would be written to memory that no cache knows: waiting for
 * that costs as much as encrypting.
 */
export function releaseMemory({ buffer }: Uint8Array<ArrayBuffer>): void {
  const movable = buffer as ArrayBuffer & { transfer?(newLength: number): ArrayBuffer }
  // From Node 22 on.
  if (movable.transfer) {
    movable.transfer(0)
    return
  }
  nowhere ??= closedPort()
  nowhere.postMessage(undefined, [buffer])
}

function closedPort(): MessagePort {
  const { port1 } = new MessageChannel()
  port1.close()
  return port1
}
