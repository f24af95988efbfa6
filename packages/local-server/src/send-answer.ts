import type { ServerResponse } from 'node:http'
import { discard } from './open-content.js'
import type { ServerAnswer } from './server-request.js'
import { wireHeaders } from './wire-headers.js'

/** Sends an answer, no faster than the client takes it. A client that goes away frees what is being read. */
export async function sendAnswer(response: ServerResponse, answer: ServerAnswer): Promise<void> {
  const { status, headers, body, cutAfterBytes } = answer
  response.writeHead(status, wireHeaders(headers))
  if (body === undefined || response.req.method === 'HEAD') {
    await discard(body)
    response.end()
  } else if (cutAfterBytes !== undefined) await sendCut(response, body instanceof Uint8Array ? [body] : body, cutAfterBytes)
  else if (body instanceof Uint8Array) response.end(body)
  else await sendChunks(response, body)
}

async function sendChunks(response: ServerResponse, body: AsyncIterable<Uint8Array>): Promise<void> {
  let wake = () => {}
  const onChange = () => wake()
  response.on('drain', onChange).on('close', onChange)
  for await (const chunk of body) {
    if (response.destroyed) return
    if (!response.write(chunk)) {
      await new Promise<void>((resolve) => {
        wake = resolve
        if (response.destroyed) resolve()
      })
    }
  }
  response.end()
}

async function sendCut(
  response: ServerResponse,
  body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  cutAfterBytes: number,
): Promise<void> {
  let leftBytes = cutAfterBytes
  for await (const chunk of body) {
    const piece = chunk.subarray(0, leftBytes)
    leftBytes -= piece.byteLength
    await new Promise<void>((resolve) => response.write(piece, () => resolve()))
    if (leftBytes === 0) break
  }
  response.socket?.destroySoon()
}
