import { md5Of } from './digests.js'
import { Fault } from './fault.js'
import type { Call } from './handlers/handler.js'
import type { Sealing } from './store/seal.js'
import type { StagedBody } from './store/store.js'

const maxBodyBytes = 5 * 1024 ** 3
/** Bodies up to this size are read before they are stored, which is quicker than to stream them. */
const smallBytes = 65_536

/** Stages the body of a request, encrypted if need be, and checks the digests that came with it. */
export async function takeIn({ body, headers, store }: Pick<Call, 'body' | 'headers' | 'store'>, sealing?: Sealing): Promise<StagedBody> {
  const { sizeBytes } = body
  if (sizeBytes !== undefined && sizeBytes > maxBodyBytes) throw new Fault('EntityTooLarge')
  const md5 = md5Of(headers['content-md5'])
  const sha1 = headers['x-cos-content-sha1']?.toLowerCase()
  const isSmall = sizeBytes !== undefined && sizeBytes <= smallBytes
  const staged = await store.stage(isSmall ? await body.bytes() : limited(body), {
    digests: sha1 ? ['sha1'] : [],
    sealing,
  })
  const code = md5 !== undefined && md5 !== staged.md5 ? 'BadDigest' : sha1 && sha1 !== staged.sha1 ? 'InvalidSHA1Digest' : undefined
  if (code === undefined) return staged
  await staged.discard()
  throw new Fault(code)
}

async function* limited(body: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBodyBytes) throw new Fault('EntityTooLarge')
    yield chunk
  }
}
