import net, { type AddressInfo } from 'node:net'
import { Crc64, combineCrc64, crc64 } from '@cos/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveConnection } from '../sink/connection.mjs'
import { createListing } from '../sink/list-page.mjs'
import { block, largeCrc64 } from '../sink/objects.mjs'
import { createResponder } from '../sink/respond.mjs'

const totals = { requests: 0, bytesIn: 0 }
const responder = createResponder({ listing: createListing(3000), isChecking: true, totals })
const server = net.createServer((socket) => serveConnection(socket, responder))
let port: number
let origin: string

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
  origin = `http://127.0.0.1:${port}`
})
afterAll(() => new Promise((resolve) => server.close(resolve)))

describe('objects', () => {
  test('a PUT is answered with the CRC-64 of its body', async () => {
    const body = block.subarray(0, 100_000)
    const response = await fetch(`${origin}/bucket/object-small-1`, { method: 'PUT', body })
    expect(response.headers.get('x-cos-hash-crc64ecma')).toBe(crc64(body).toString())
  })

  test('parts in any order make the CRC-64 of the whole', async () => {
    const path = `${origin}/bucket/object-large-1`
    const created = await (await fetch(`${path}?uploads`, { method: 'POST' })).text()
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created)?.[1]
    for (const number of [2, 1]) {
      await fetch(`${path}?partNumber=${number}&uploadId=${uploadId}`, { method: 'PUT', body: block.subarray(0, 1000 * number) })
    }
    const completed = await fetch(`${path}?uploadId=${uploadId}`, { method: 'POST', body: '<CompleteMultipartUpload/>' })
    const expected = combineCrc64(crc64(block.subarray(0, 1000)), crc64(block.subarray(0, 2000)), 2000)
    expect(completed.headers.get('x-cos-hash-crc64ecma')).toBe(expected.toString())
    expect(await completed.text()).toContain('<CompleteMultipartUploadResult>')
  })

  test('a range across two blocks is the bytes of both', async () => {
    const sizeBytes = 2 * block.length
    const response = await fetch(`${origin}/object-large-${sizeBytes}`, {
      headers: { range: `bytes=${block.length - 3}-${block.length + 4}` },
    })
    expect(response.status).toBe(206)
    expect(response.headers.get('content-range')).toBe(`bytes ${block.length - 3}-${block.length + 4}/${sizeBytes}`)
    const bytes = Buffer.from(await response.arrayBuffer())
    expect(bytes).toEqual(Buffer.concat([block.subarray(-3), block.subarray(0, 5)]))
  })

  test('the checksum of a large object is that of its bytes', () => {
    const crc64 = new Crc64().update(block).update(block.subarray(0, 77))
    expect(largeCrc64(block.length + 77)).toBe(crc64.digest())
  })
})

describe('listings', () => {
  const keysOf = (text: string): string[] => [...text.matchAll(/<Key>([^<]*)<\/Key>/g)].map(([, key]) => key ?? '')

  test('pages follow each other in both dialects, to the end', async () => {
    for (const [query, parameter, element] of [
      ['', 'marker', 'NextMarker'],
      ['encoding-type=url', 'marker', 'NextMarker'],
      ['list-type=2', 'continuation-token', 'NextContinuationToken'],
    ]) {
      const keys: string[] = []
      for (let next: string | undefined = ''; next !== undefined; ) {
        const text: string = await (await fetch(`${origin}/bucket?${query}&${parameter}=${encodeURIComponent(next)}`)).text()
        keys.push(...keysOf(text))
        next = new RegExp(`<${element}>(.*?)</${element}>`).exec(text)?.[1]?.replace('&amp;', '&')
        expect(text.includes('<IsTruncated>true</IsTruncated>')).toBe(next !== undefined)
      }
      expect(keys.length).toBe(3000)
      expect(new Set(keys).size).toBe(3000)
      expect(keys).toEqual([...keys].sort())
    }
  })

  test('keys are escaped as the query asks', async () => {
    const plain = await (await fetch(`${origin}/bucket?max-keys=1000`)).text()
    expect(keysOf(plain)[42]).toBe('holiday 2026/IMG_0000042 &amp; more.jpg')
    const encoded = await (await fetch(`${origin}/bucket?encoding-type=url`)).text()
    expect(keysOf(encoded)[42]).toBe('holiday%202026%2FIMG_0000042%20%26%20more.jpg')
  })
})

test('requests that arrive in pieces, or several at once, are answered in order', async () => {
  const socket = net.connect(port, '127.0.0.1')
  const request = (body: string) => `PUT /object-small-1 HTTP/1.1\r\nhost: x\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  const sent = request('first') + request('') + request('third')
  const received = new Promise<string>((resolve) => {
    let text = ''
    socket.on('data', (data) => {
      text += data
      if (text.split('HTTP/1.1 200 OK').length === 4) resolve(text)
    })
  })
  for (const character of sent.slice(0, 80)) socket.write(character)
  socket.write(sent.slice(80))
  const checksums = [...(await received).matchAll(/x-cos-hash-crc64ecma: (\d+)/g)].map(([, value]) => value)
  socket.destroy()
  expect(checksums).toEqual(['first', '', 'third'].map((body) => crc64(new TextEncoder().encode(body)).toString()))
})

test('as many keys as a prefix asks for, page by page', async () => {
  const first = await (await fetch(`${origin}/?prefix=many-1500-7/`)).text()
  expect(first.match(/<Key>/g)).toHaveLength(1000)
  const marker = /<NextMarker>(.*)<\/NextMarker>/.exec(first)?.[1]
  expect(marker).toBe('many-1500-7/d00000/f00000999')
  const second = await (await fetch(`${origin}/?prefix=many-1500-7/&marker=${marker}`)).text()
  expect(second.match(/<Key>many-1500-7\/d00001\/f0000\d{4}<\/Key>/g)).toHaveLength(500)
  expect(second).toContain('<IsTruncated>false</IsTruncated>')
})
