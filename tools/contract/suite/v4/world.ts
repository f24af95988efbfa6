import { createHash } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CosClient, CreateBucketCommand, type Transport } from '@cos/core'
import { V4Client, type V4ClientOptions } from '@cos/legacy-v4'
import { createLocalServer, type LocalServerOptions } from '@cos/local-server'
import { onTestFinished } from 'vitest'

/** UTF-8 bytes. */
export const bytesOf = (text: string) => new TextEncoder().encode(text)
/** SHA-1 in hexadecimal. */
export const sha1 = (bytes: Uint8Array) => createHash('sha1').update(bytes).digest('hex')
/** Bytes that repeat nowhere near. */
export const numbers = (sizeBytes: number) => Uint8Array.from({ length: sizeBytes }, (_, at) => (at * 31 + (at >> 8)) & 255)

/** A server with a bucket, a client of either API, and what the V4 client sent. */
export async function world(options: { readonly server?: LocalServerOptions; readonly client?: Partial<V4ClientOptions> } = {}) {
  let nowMs = 1_700_000_000_000
  const clock = { now: () => nowMs, random: Math.random, sleep: async () => {} }
  const server = createLocalServer({ clock, ...options.server })
  const { credentials, region } = server
  const xml = new CosClient({ credentials, region, transport: server.transport, clock })
  await xml.send(new CreateBucketCommand({ bucket: 'box-1250000000' }))
  const sent: string[] = []
  const transport: Transport = (request) => {
    const text = request.body instanceof Uint8Array ? new TextDecoder('latin1').decode(request.body) : String(request.body ?? '')
    sent.push(request.query['op'] ?? /(?:name="op"\r\n\r\n|"op":")(\w+)/.exec(text)?.[1] ?? 'download')
    return server.transport(request)
  }
  const v4 = new V4Client({ appId: 1_250_000_000, bucket: 'box', region: 'gz', credentials, transport, clock, ...options.client })
  onTestFinished(() => server.close())
  return { server, xml, v4, sent, pass: (milliseconds: number) => (nowMs += milliseconds) }
}

/** An empty folder, which goes with the test. */
export async function folder(): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'cos-v4-'))
  onTestFinished(() => rm(path, { recursive: true, force: true }))
  return path
}
