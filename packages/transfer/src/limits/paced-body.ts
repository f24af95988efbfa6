import { type Body, chunksOf } from '@cos/core'
import type { TransferShare } from './transfer-share.js'

/**
 * Holds a body back as shared limits ask: chunk by chunk where it is read as it is sent, otherwise as a whole before it is
 * sent, because a page can send only what it holds.
 */
export async function pacedBody(share: TransferShare, body: Body, sizeBytes: number, signal: AbortSignal): Promise<Body> {
  if (typeof body !== 'function') {
    await share.pace(sizeBytes, signal)
    return body
  }
  return async () => paced(await body())

  async function* paced(source: Parameters<typeof chunksOf>[0]): AsyncGenerator<Uint8Array> {
    for await (const chunk of chunksOf(source)) {
      await share.pace(chunk.byteLength, signal)
      yield chunk
    }
  }
}
