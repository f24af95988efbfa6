/// <reference lib="esnext.disposable" preserve="true" />
import { ResponseError } from '../../errors/response-error.js'
import { ServiceError } from '../../errors/service-error.js'
import { TransportError } from '../../errors/transport-error.js'
import type { HttpResponse } from '../../transport/transport.js'
import { type EventMessage, readMessages } from './read-messages.js'

/** How far a query is, in bytes. */
export interface SelectFigures {
  /** Of the object as it is stored. */
  readonly bytesScanned: bigint
  /** Of the object once it is decompressed. */
  readonly bytesProcessed: bigint
  /** Of all records so far. */
  readonly bytesReturned: bigint
}

/** What the answer to a query says next. */
export type SelectEvent =
  /** A piece of the result, cut anywhere: inside a record, and inside a character. */
  | { readonly type: 'Records'; readonly payload: Uint8Array }
  /** A sign of life. */
  | { readonly type: 'Cont' }
  /** Only when it was asked for. */
  | ({ readonly type: 'Progress' } & SelectFigures)
  /** Once, before the end. */
  | ({ readonly type: 'Stats' } & SelectFigures)
  /** The query succeeded, and nothing follows. */
  | { readonly type: 'End' }

/**
 * The answer to a query, event by event: `for await (const event of events)`. It can be read once. Reading fails with a `ServiceError`
 * when the query does, and with another error when the stream is damaged or ends before its `End` event: records that came before are not
 * the whole result then. It holds one message of the stream, of 16 MiB at most.
 */
export class SelectResult implements AsyncIterable<SelectEvent> {
  #response: HttpResponse | undefined

  constructor(response: HttpResponse) {
    this.#response = response
  }

  /** Reads event by event. Leaving the loop early frees the connection. */
  async *[Symbol.asyncIterator](): AsyncGenerator<SelectEvent, void, undefined> {
    const response = this.#response
    if (!response) throw new TypeError('The events were read already. Send the command again for a second copy.')
    this.#response = undefined
    let deliveredBytes = 0
    for await (const message of readMessages(response.body)) {
      const event = eventOf(message, response)
      if (!event) continue
      if (event.type === 'Records') deliveredBytes += event.payload.byteLength
      yield event
      // What stands behind the end is no data.
      if (event.type === 'End') return
    }
    throw new TransportError(`The event stream ended without its End event, after ${deliveredBytes} bytes of records.`, {
      code: 'ConnectionLost',
    })
  }

  /** Reads the records alone, piece by piece. */
  async *records(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const event of this) if (event.type === 'Records') yield event.payload
  }

  /** Reads all records into memory, as UTF-8. */
  async text(): Promise<string> {
    const decoder = new TextDecoder()
    let text = ''
    for await (const piece of this.records()) text += decoder.decode(piece, { stream: true })
    return text + decoder.decode()
  }

  /** Gives the events up and frees the connection. Harmless when they were read. */
  async cancel(): Promise<void> {
    const response = this.#response
    this.#response = undefined
    await response?.body.cancel()
  }

  /** The same as {@link cancel}: `await using events = output.events`. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.cancel()
  }
}

/** Events this version does not know are passed over. */
function eventOf(
  { headers, payload }: EventMessage,
  { headers: { 'x-cos-request-id': requestId } }: HttpResponse,
): SelectEvent | undefined {
  const kind = headers.get(':message-type')
  if (kind === 'error') {
    throw new ServiceError(headers.get(':error-message') ?? 'The query failed.', {
      code: headers.get(':error-code') ?? 'InternalError',
      status: 200,
      operation: 'SelectObjectContent',
      method: 'POST',
      address: '?select',
      requestId,
    })
  }
  if (kind !== 'event') throw unreadable(`a message is of the unknown type ${kind}`, requestId)
  const type = headers.get(':event-type')
  switch (type) {
    case 'Records':
      return { type, payload }
    case 'Cont':
    case 'End':
      return { type }
    case 'Progress':
    case 'Stats':
      return { type, ...figuresOf(new TextDecoder().decode(payload), requestId) }
    default:
      return undefined
  }
}

function figuresOf(text: string, requestId: string | undefined): SelectFigures {
  const figure = (name: string): bigint => {
    const digits = new RegExp(`<${name}>\\s*(\\d+)\\s*</${name}>`).exec(text)?.[1]
    if (digits === undefined) throw unreadable(`figures lack ${name}`, requestId)
    return BigInt(digits)
  }
  return { bytesScanned: figure('BytesScanned'), bytesProcessed: figure('BytesProcessed'), bytesReturned: figure('BytesReturned') }
}

function unreadable(problem: string, requestId: string | undefined): ResponseError {
  return new ResponseError(`The event stream cannot be read: ${problem}.`, {
    code: 'UnreadableResponse',
    operation: 'SelectObjectContent',
    status: 200,
    requestId,
  })
}
