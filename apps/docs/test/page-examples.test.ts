import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CosClient, CreateBucketCommand, crc64, GetObjectCommand, ListMultipartUploadsCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'

const server = createLocalServer()
const client = new CosClient({ region: server.region, credentials: server.credentials, transport: server.transport })
const bucket = 'guide-1250000000'

/** The back end of the page: each of the guide's ways on a path of its own. */
const backEnd = createServer(async (message, answer) => {
  const chunks: Uint8Array[] = []
  for await (const chunk of message) chunks.push(chunk)
  const asked = () => new Request('http://page', { method: 'POST', body: Buffer.concat(chunks) })
  const respond = {
    '/cos-sign': async () => (await import('../examples/sign-for-page.js')).signForPage(asked()),
    '/cos-upload': async () => (await import('../examples/presign-for-page.js')).presignForPage(asked()),
  }[message.url ?? '']
  const response = (await respond?.()) ?? Response.json({ ...server.credentials, expiresAt: new Date(Date.now() + 3_600_000) })
  answer.writeHead(response.status)
  answer.end(await response.text())
})

beforeAll(async () => {
  await client.send(new CreateBucketCommand({ bucket }))
  const { url } = await server.listen()
  await new Promise<void>((resolve) => backEnd.listen(0, '127.0.0.1', resolve))
  const { port } = backEnd.address() as AddressInfo
  vi.stubGlobal('location', { href: `http://127.0.0.1:${port}/?endpoint=${encodeURIComponent(url)}` })
  vi.stubEnv('COS_ENDPOINT', url)
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

test('a page uploads by presigned parts, and goes on with them after it failed', async () => {
  const { uploadFilm } = await import('../examples/page-presigned.js')
  const kept = new Map<string, string>()
  vi.stubGlobal('localStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, value: string) => void kept.set(name, value),
    removeItem: (name: string) => void kept.delete(name),
  })
  const bytes = new Uint8Array(20 * 1024 ** 2).map((_, at) => at * 7 + (at >> 12))
  const film = new File([bytes], 'holiday.mov', { lastModified: 1_700_000_000_000 })
  const log = vi.spyOn(console, 'log').mockImplementation(() => {})
  server.script.next({ operation: 'CompleteMultipartUpload', status: 403, code: 'AccessDenied' })
  await expect(uploadFilm(film, new AbortController().signal)).rejects.toMatchObject({ code: 'AccessDenied' })
  const [uploadId] = kept.values()
  const { uploads } = await client.send(new ListMultipartUploadsCommand({ bucket }))
  expect(uploads.map((upload) => upload.uploadId)).toEqual([uploadId])
  server.script.next({ operation: 'UploadPart', status: 403, code: 'AccessDenied' })
  await uploadFilm(film, new AbortController().signal)
  expect(server.script.pending).toBe(1)
  server.script.clear()
  expect(log.mock.lastCall).toEqual(['20971520 of 20971520'])
  log.mockRestore()
  const found = await client.send(new GetObjectCommand({ bucket, key: 'films/holiday.mov' }))
  await found.body.cancel()
  expect([found.crc64, found.contentLength, kept.size]).toEqual([String(crc64(bytes)), bytes.length, 0])
})

test('the back end signs no uploads it does not allow', async () => {
  const { uploadFilm } = await import('../examples/page-presigned.js')
  await expect(uploadFilm(new File(['a'], '../a'), new AbortController().signal)).rejects.toThrow('Not allowed: 403')
})
