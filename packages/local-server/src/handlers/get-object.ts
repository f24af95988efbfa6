import type { ByteRange, GetObjectInput, GetObjectOutput } from '@cos/core'
import { encryptionOfAttributes, openingKey } from '../encryption.js'
import { Fault } from '../fault.js'
import { fitRange } from '../fit-range.js'
import { findTarget } from '../follow-symlink.js'
import { contentOf } from '../open-content.js'
import { checkReadable, headOf } from '../read-object.js'
import type { AnswerBody } from '../server-request.js'
import type { Call, Handler, HandlerAnswer } from './handler.js'

type Output = Omit<GetObjectOutput, 'body'> & { readonly body: AnswerBody }

/** Reads an object, or a range of it. */
export const getObject: Handler<GetObjectInput, Output> = async (call) => {
  const { input } = call
  const overrides = overridesOf(call)
  const reader = await findTarget(call, input.versionId)
  try {
    const { record } = reader
    const callerKey = openingKey(encryptionOfAttributes(record.attributes), input.customerKey)
    checkReadable(record, input, { refusesArchivedAtMs: call.nowMs })
    const { head, headers } = headOf(record, call)
    // The codec of ranges gives text only when it writes.
    const asked = input.range as ByteRange | undefined
    const range = asked && fitRange(asked, record.sizeBytes)
    if (asked && !range) throw new Fault('InvalidRange', { headers: { 'content-range': `bytes */${record.sizeBytes}` } })
    const output: Output = { ...head, ...overrides, body: await contentOf(reader, range, callerKey) }
    return range ? { record, read: record, ...partOf(output, headers, range, record.sizeBytes) } : { record, read: record, output, headers }
  } catch (error) {
    await reader.close()
    throw error
  }
}

function partOf(
  output: Output,
  headers: Readonly<Record<string, string>>,
  range: { readonly start: number; readonly end: number },
  sizeBytes: number,
): HandlerAnswer<Output> {
  const contentRange = `bytes ${range.start}-${range.end - 1}/${sizeBytes}`
  return { status: 206, headers, output: { ...output, contentLength: range.end - range.start, contentRange } }
}

function overridesOf({ input, caller }: Call<GetObjectInput>): Partial<Output> {
  const overrides = Object.entries({
    cacheControl: input.responseCacheControl,
    contentDisposition: input.responseContentDisposition,
    contentEncoding: input.responseContentEncoding,
    contentLanguage: input.responseContentLanguage,
    contentType: input.responseContentType,
    expires: input.responseExpires,
  }).filter(([, value]) => value !== undefined)
  if (overrides.length === 0) return {}
  if (caller.account === undefined) {
    throw new Fault('InvalidRequest', { message: 'Parameters response-* are for signed requests only.' })
  }
  if (overrides.some(([, value]) => /[\r\n\0]/.test(value as string))) throw new Fault('InvalidArgument')
  return Object.fromEntries(overrides)
}
