import { connect } from 'node:net'
import { CreateMultipartUploadCommand, HeadBucketCommand, PutObjectCommand } from '@cos/core'
import { readXml, string, struct } from '@cos/xml'
import { expect, test } from 'vitest'
import { BodyFailure } from './body-failure.js'
import { bucket, withBucket } from './local-server.fixture.js'
import type { LocalServerOptions } from './local-server-options.js'
import { createDice, type RandomRequest, randomRequest } from './random-requests.fixture.js'
import type { RequestBody, ServerAnswer } from './server-request.js'

const errorDocument = struct({ code: string, message: string, resource: string, requestId: string, traceId: string })

async function prepared(options: LocalServerOptions) {
  const errors: unknown[] = []
  const context = await withBucket({ ...options, onError: (error) => errors.push(error) })
  await context.client.send(new PutObjectCommand({ bucket, key: 'k', body: 'text' }))
  await context.client.send(new CreateMultipartUploadCommand({ bucket, key: 'k' }))
  return { ...context, errors }
}

test.each([
  ['signed or not', 2500, { requireSignatures: true }, 1, [400, 403, 404, 501]],
  ['let in', 5000, { requireSignatures: false }, 2, [200, 204, 206, 304, 400, 404, 405, 409, 411, 412, 416, 501]],
  ['let in by a loose server', 2500, { requireSignatures: false, loose: true }, 3, [200, 204, 206, 304, 400, 404, 409, 416]],
])('of random requests, %s, each of %i is answered as COS would', async (_, requests, options, seed, reached) => {
  const { server, errors } = await prepared(options)
  const dice = createDice(seed)
  const seen = new Set<number>()
  const problems: string[] = []
  for (let count = 0; count < requests; count++) {
    const request = randomRequest(dice)
    const answer = await server.serve({ ...request, body: bodyOf(request) }).catch((error) => error as Error)
    if (answer instanceof BodyFailure) continue
    if (answer instanceof Error) problems.push(`request ${count}: ${answer.stack}`)
    else {
      seen.add(answer.status)
      for (const problem of await problemsOf(request, answer)) problems.push(`request ${count}: ${problem}`)
    }
  }
  expect(problems).toEqual([])
  expect(errors).toEqual([])
  // A fuzzer that is refused at the door tests nothing.
  expect([...seen]).toEqual(expect.arrayContaining(reached))
})

async function problemsOf({ method }: RandomRequest, { status, headers, body }: ServerAnswer): Promise<string[]> {
  const problems: string[] = []
  if (status !== 501 && status >= 500) problems.push(`status ${status}`)
  if (!headers['x-cos-request-id']) problems.push('no request id')
  for (const name in headers) if (/[\r\n\0]/.test(headers[name]!)) problems.push(`${name} holds a line end`)
  if (status < 400 || method === 'HEAD') return problems
  const text = Buffer.from(body as Uint8Array).toString()
  // Control characters of a path are told as references, which strict readers refuse.
  if (/&#x(1?[\da-f]);/.test(text)) return problems
  const document = await readXml('Error', errorDocument, text)
  if (document.requestId !== headers['x-cos-request-id']) problems.push('another request id in the document')
  for (const [name, value] of Object.entries(document)) if (value === '') problems.push(`empty ${name}`)
  return problems
}

function bodyOf({ body, headers, brokenAfterBytes }: RandomRequest): RequestBody {
  const declared = headers['content-length']
  const chunks = async function* (): AsyncGenerator<Uint8Array> {
    if (brokenAfterBytes === undefined) return yield body
    yield body.subarray(0, brokenAfterBytes)
    throw new BodyFailure(new Error('broken'))
  }
  return {
    sizeBytes: declared === undefined ? (headers['transfer-encoding'] === undefined ? 0 : undefined) : Number(declared),
    async bytes() {
      const all: Uint8Array[] = []
      for await (const chunk of chunks()) all.push(chunk)
      return Buffer.concat(all)
    },
    [Symbol.asyncIterator]: chunks,
  }
}

test('1,000 random requests over sockets, bytes changed at random, are all answered or cut, and the server goes on', async () => {
  const { server, client, errors } = await prepared({ requireSignatures: false })
  const { port } = await server.listen({ receiveTimeoutMs: 100 })
  const dice = createDice(4)
  for (let batch = 0; batch < 20; batch++) {
    const texts = Array.from({ length: 50 }, () => changed(rawText(randomRequest(dice)), dice))
    const answers = await Promise.all(texts.map((text) => send(port, text)))
    for (const answer of answers) {
      // Some of these bytes are valid requests to which HTTP has no answer, such as CONNECT.
      if (answer !== '') expect(answer).toMatch(/^HTTP\/1\.1 (100|2\d\d|30[4]|4\d\d|501) /)
    }
  }
  expect(errors).toEqual([])
  expect(await client.send(new HeadBucketCommand({ bucket }))).toMatchObject({ region: 'ap-guangzhou' })
  await server.close()
})

function rawText({ method, target, headers, body }: RandomRequest): Buffer {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Buffer.concat([Buffer.from(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`, 'latin1'), body])
}

function changed(bytes: Buffer, dice: ReturnType<typeof createDice>): Buffer {
  if (dice.chance(0.5)) bytes[dice.below(bytes.length)] = dice.below(256)
  return dice.chance(0.2) ? bytes.subarray(0, dice.below(bytes.length)) : bytes
}

/** Sends bytes, closes this side, and gives what came back until the other side closed. */
function send(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    let received = ''
    socket.setEncoding('latin1').on('data', (text) => {
      received += text
    })
    socket.on('close', () => resolve(received)).on('error', () => {})
    socket.end(bytes)
  })
}
