import type { AnswerBody } from './server-request.js'
import type { ByteRange, ObjectReader } from './store/store.js'

/** Gives the bytes of an open object, and closes it when they were read or given up. */
export async function contentOf(reader: ObjectReader, range: ByteRange | undefined, callerKey?: Uint8Array): Promise<AnswerBody> {
  const { bytes } = reader
  if (bytes === undefined) return closing(reader, reader.read(range, callerKey))
  await reader.close()
  return range ? bytes.subarray(range.start, range.end) : bytes
}

/** Not a generator: one that was never begun would not close the reader when it is given up. */
function closing(reader: ObjectReader, content: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  const chunks = content[Symbol.asyncIterator]()
  const close = async (): Promise<IteratorResult<Uint8Array>> => {
    await reader.close()
    return { done: true, value: undefined }
  }
  const iterator: AsyncIterator<Uint8Array> = {
    async next() {
      try {
        const step = await chunks.next()
        return step.done ? await close() : step
      } catch (error) {
        await close()
        throw error
      }
    },
    async return() {
      await chunks.return?.()
      return close()
    },
  }
  return { [Symbol.asyncIterator]: () => iterator }
}

/** Gives the bytes of an answer up. */
export async function discard(body: AnswerBody | undefined): Promise<void> {
  if (body !== undefined && !(body instanceof Uint8Array)) await body[Symbol.asyncIterator]().return?.()
}
