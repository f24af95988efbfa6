import { CosClient, type CosClientOptions, crc64, GetObjectCommand, type Payload, PutObjectCommand, resumeReads } from '@cos/core'
import { bytesOfLength } from '../suite/world.js'

// A page with one read, which the driver cuts.

declare const setting: {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { secretId: string; secretKey: string }
  readonly reading: string
}
declare const report: (name: string, problem: string | undefined) => Promise<void>

const address = { bucket: 'page-1250000000', key: 'cut' }
const content = bytesOfLength(300_000)
const clientWith = (options: Partial<CosClientOptions>) => new CosClient({ ...setting, ...options } as CosClientOptions)
const resuming = clientWith({ resumeReads })
await resuming.send(new PutObjectCommand({ ...address, body: content }))

const readings: Readonly<Record<string, (body: Payload) => Promise<Uint8Array>>> = {
  bytes: (body) => body.bytes(),
  iteration: async (body) => {
    const chunks: BlobPart[] = []
    for await (const chunk of body) chunks.push(chunk as BlobPart)
    return new Uint8Array(await new Blob(chunks).arrayBuffer())
  },
  stream: async (body) => new Uint8Array(await new Response(body.stream() as ReadableStream<never>).arrayBuffer()),
}

const { reading } = setting
if (reading === 'replaced') {
  const { body } = await resuming.send(new GetObjectCommand(address))
  await resuming.send(new PutObjectCommand({ ...address, body: bytesOfLength(300_001) }))
  const outcome = await body.bytes().catch((error: { code?: string }) => error.code)
  await report(
    'a page does not mix bytes of two versions',
    outcome === 'ObjectChanged' ? undefined : `it got ${String(outcome).slice(0, 99)}`,
  )
} else if (reading === 'plain') {
  const { body } = await clientWith({}).send(new GetObjectCommand(address))
  const outcome = await body.bytes().catch((error: Error) => error.name)
  const problem = outcome === 'TransportError' ? undefined : `it got ${String(outcome).slice(0, 99)}`
  await report('a page that does not ask to go on gets an error, and no short success', problem)
} else {
  const { body } = await resuming.send(new GetObjectCommand(address))
  const problem = await readings[reading]!(body).then(
    (bytes) => (crc64(bytes) === crc64(content) ? undefined : `${bytes.length} other bytes`),
    String,
  )
  await report(`a page that asks to goes on where a read was cut, read as ${reading}`, problem)
}
