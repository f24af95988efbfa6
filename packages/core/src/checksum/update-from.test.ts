import { describe, expect, test } from 'vitest'
import { Crc64, crc64 } from './crc64.js'
import { updateFrom } from './update-from.js'

const mebibyte = 1024 ** 2
const bytes = Uint8Array.from({ length: 9 * mebibyte + 5 }, (_, index) => (index * 7 + (index >> 9)) & 255)
const expected = crc64(bytes)

/** A checksum that notes how much it is given at a time. */
function noted() {
  const running = new Crc64()
  const sizes: number[] = []
  const update = (chunk: Uint8Array) => {
    sizes.push(chunk.byteLength)
    running.update(chunk)
  }
  return { running: { update, text: () => running.digestText() }, sizes, digest: () => running.digest() }
}

describe('what a checksum is shown', () => {
  test('bytes come in steps, between which other work has its turn', async () => {
    const { running, sizes, digest } = noted()
    const seen: number[] = []
    const timer = setInterval(() => seen.push(sizes.length), 0)
    await updateFrom(running, bytes)
    clearInterval(timer)
    expect(digest()).toBe(expected)
    expect(sizes).toEqual([4 * mebibyte, 4 * mebibyte, mebibyte + 5])
    expect(seen).toContain(1)
  })

  test('a few bytes come at once, before anything else happens', () => {
    const { running, sizes } = noted()
    void updateFrom(running, bytes.subarray(0, 4096))
    expect(sizes).toEqual([4096])
  })

  test('a Blob comes in pieces of one memory', async () => {
    const { running, sizes, digest } = noted()
    await updateFrom(running, new Blob([bytes]))
    expect(digest()).toBe(expected)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(mebibyte)
  })

  test('a Blob of no bytes is none', async () => {
    const { running, digest } = noted()
    await updateFrom(running, new Blob([]))
    expect(digest()).toBe(0n)
  })

  test('an engine whose Blobs give no byte streams is read chunk by chunk', async () => {
    class OlderBlob extends Blob {
      override stream() {
        return new ReadableStream<Uint8Array<ArrayBuffer>>({
          start(controller) {
            controller.enqueue(bytes.subarray(0, mebibyte))
            controller.enqueue(bytes.subarray(mebibyte))
            controller.close()
          },
        }) as ReturnType<Blob['stream']>
      }
    }
    const { running, digest } = noted()
    await updateFrom(running, new OlderBlob([bytes]))
    expect(digest()).toBe(expected)
  })
})
