import type { SelectObjectContentInput, SelectObjectContentOutput } from '@cos/core'
import { encryptionOfAttributes, openingKey } from '../encryption.js'
import { Fault } from '../fault.js'
import { findTarget } from '../follow-symlink.js'
import { contentOf, discard } from '../open-content.js'
import { checkReadable } from '../read-object.js'
import { compileQuery } from '../select/compile-query.js'
import { decompressed } from '../select/decompress.js'
import { parseQuery } from '../select/parse-query.js'
import { type RunQuery, runQuery } from '../select/run-query.js'
import { createFormat } from '../select/select-format.js'
import { createWriter } from '../select/write-record.js'
import type { AnswerBody } from '../server-request.js'
import type { Handler } from './handler.js'

const pieceBytes = 65_536

type Output = Omit<SelectObjectContentOutput, 'events'> & { readonly events: AnswerBody }

/** Queries an object by SQL. What fails in the first batch of records is an error answer; what fails later is a message of the answer. */
export const selectObjectContent: Handler<SelectObjectContentInput, Output> = async (call) => {
  const { input, nowMs } = call
  const { compressionType = 'NONE' } = input.inputSerialization
  if (input.expression.trim() === '') throw new Fault('MissingExpectedExpression')
  const parsed = parseQuery(input.expression)
  const format = createFormat(input.inputSerialization, parsed.from)
  const write = createWriter(input.outputSerialization)
  const query = compileQuery(parsed, { columnType: format.columnType, nowMs })
  const reader = await findTarget(call, undefined)
  try {
    const { record } = reader
    const callerKey = openingKey(encryptionOfAttributes(record.attributes), input.customerKey)
    checkReadable(record, {}, { refusesArchivedAtMs: nowMs })
    const content = await contentOf(reader, undefined, callerKey)
    const bytes = content instanceof Uint8Array ? pieced(content) : content
    const decompress: RunQuery['decompress'] = (stored) => decompressed(stored, compressionType)
    const wantsProgress = input.requestProgress?.enabled ?? false
    const events = await begun(runQuery({ query, format, write, bytes, decompress, wantsProgress }), content)
    return { record, read: record, output: { events }, headers: { 'content-type': 'application/octet-stream' } }
  } catch (error) {
    await reader.close()
    throw error
  }
}

async function* pieced(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
}

/** Goes on to the first message, so that what is wrong from the start is no stream. Whoever gives the stream up ends the query. */
async function begun(messages: AsyncGenerator<Uint8Array, void, undefined>, content: AnswerBody): Promise<AsyncIterable<Uint8Array>> {
  let first: IteratorResult<Uint8Array, void> | undefined = await messages.next()
  const iterator: AsyncIterator<Uint8Array> = {
    async next() {
      const step = first ?? (await messages.next())
      first = undefined
      return step.done ? { done: true, value: undefined } : step
    },
    async return() {
      await messages.return()
      await discard(content)
      return { done: true, value: undefined }
    },
  }
  return { [Symbol.asyncIterator]: () => iterator }
}
