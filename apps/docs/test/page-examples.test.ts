import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CosClient, CreateBucketCommand, GetObjectCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { signForPage } from '../examples/sign-for-page.js'

const server = createLocalServer()
const client = new CosClient({ region: server.region, credentials: server.credentials, transport: server.transport })
const bucket = 'guide-1250000000'

/** The back end of the page: temporary keys on one path, signatures on the other. */
const backEnd = createServer(async (message, answer) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of message) chunks.push(chunk)
  const response =
    message.url === '/cos-sign'
      ? await signForPage(new Request('http://page/cos-sign', { method: 'POST', body: Buffer.concat(chunks) }))
      : Response.json({ ...server.credentials, expiresAt: new Date(Date.now() + 3_600_000) })
  answer.writeHead(response.status)
  answer.end(await response.text())
})

beforeAll(async () => {
  await client.send(new CreateBucketCommand({ bucket }))
  const { url } = await server.listen()
  await new Promise<void>((resolve) => backEnd.listen(0, '127.0.0.1', resolve))
  const { port } = backEnd.address() as AddressInfo
  vi.stubGlobal('location', { href: `http://127.0.0.1:${port}/?endpoint=${encodeURIComponent(url)}` })
  vi.stubEnv('COS_SECRET_ID', server.credentials.secretId)
  vi.stubEnv('COS_SECRET_KEY', server.credentials.secretKey)
})

afterAll(async () => {
  vi.unstubAllGlobals()
  vi.unstubAllEnvs()
  backEnd.closeAllConnections()
  await new Promise((resolve) => backEnd.close(resolve))
  await server.close()
})

async function stored(key: string): Promise<string> {
  const { body } = await client.send(new GetObjectCommand({ bucket, key }))
  return body.text()
}

test('a page uploads a file with temporary keys', async () => {
  const { uploadFile } = await import('../examples/page-upload.js')
  await uploadFile(new File(['from a page'], 'a.txt'), new AbortController().signal)
  expect(await stored('uploads/a.txt')).toBe('from a page')
})

test('a page without keys has its requests signed by its back end', async () => {
  const { saveNote } = await import('../examples/page-signer.js')
  await saveNote('notes/a.txt', 'signed elsewhere')
  expect(await stored('notes/a.txt')).toBe('signed elsewhere')
})

test('the back end does not sign what it does not allow', async () => {
  const { saveNote } = await import('../examples/page-signer.js')
  await expect(saveNote('secrets/a.txt', 'no')).rejects.toThrow('Not signed: 403')
})
