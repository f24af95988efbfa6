import { InputError } from '@cos/core'
import type { NodeWritable, Target, TargetOptions } from './target.js'

type Write = (chunk: Uint8Array) => void | Promise<void>

/** Opens a target that takes chunks in order: a function or a stream. It is closed at the end, and aborted on failure. */
export function openSink(target: unknown, { open }: Pick<TargetOptions, 'open'>): Target {
  if (open) throw new InputError('is for files: what a stream has taken cannot be taken back', { member: 'resume' })
  if (typeof target === 'function') return sink(target as Write)
  if (typeof target === 'object' && target !== null) {
    if ('getWriter' in target) {
      const writer = (target as WritableStream<Uint8Array>).getWriter()
      return sink(
        (chunk) => writer.write(chunk),
        () => writer.close(),
        (reason) => writer.abort(reason),
      )
    }
    if ('write' in target && 'end' in target && 'once' in target) return openNodeWritable(target as NodeWritable)
  }
  throw new InputError('must be a path, a writable stream, or a function that takes chunks', { member: 'target' })
}

/** Each chunk is waited for, so that its memory may be used again, and a stream that breaks ends the download. */
function openNodeWritable(stream: NodeWritable): Target {
  let fail: (error: Error) => void = () => {}
  const broken = new Promise<never>((_, reject) => {
    fail = reject
  })
  broken.catch(() => {})
  stream.once('error', (error) => fail(error))
  const written = (work: (done: (error?: Error | null) => void) => void) =>
    Promise.race([broken, new Promise<void>((resolve, reject) => work((error) => (error ? reject(error) : resolve())))])
  return sink(
    (chunk) => written((done) => void stream.write(chunk, done)),
    () => written((done) => void stream.end(() => done())),
    async (reason) => void stream.destroy(reason instanceof Error ? reason : new Error(String(reason))),
  )
}

function sink(
  write: Write,
  commit: () => Promise<void> = async () => {},
  discard: (reason: unknown) => Promise<void> = async () => {},
): Target {
  return { takesParts: false, writer: () => ({ write, flush: async () => {} }), commit, discard }
}
