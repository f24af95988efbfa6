import { InputError } from '@cos/core'
import type { Target } from './target.js'

/** Opens a target that takes chunks in order: a function or a web stream. It is closed at the end, and aborted on failure. */
export function openSink(target: unknown): Target {
  if (typeof target === 'function') return sink(target as (chunk: Uint8Array) => void | Promise<void>)
  if (typeof target === 'object' && target !== null && 'getWriter' in target) {
    const writer = (target as WritableStream<Uint8Array>).getWriter()
    return sink(
      (chunk) => writer.write(chunk),
      () => writer.close(),
      (reason) => writer.abort(reason),
    )
  }
  throw new InputError('must be a path, a WritableStream, or a function that takes chunks', { member: 'target' })
}

function sink(
  write: (chunk: Uint8Array) => void | Promise<void>,
  commit: () => Promise<void> = async () => {},
  discard: (reason: unknown) => Promise<void> = async () => {},
): Target {
  return { takesParts: false, writer: () => ({ write, flush: async () => {} }), commit, discard }
}
