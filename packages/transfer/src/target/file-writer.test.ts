import { mkdtemp, open, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FileWriter } from './file-writer.js'
import { WriteMemory } from './write-memory.js'

const kibibyte = 1024
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cos-writer-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** Bytes that tell where they belong. */
function bytesFrom(offset: number, sizeBytes: number): Uint8Array {
  return Uint8Array.from({ length: sizeBytes }, (_, index) => ((offset + index) * 7 + ((offset + index) >> 8)) & 255)
}

test('two writers at a time put chunks of any size at their places, and no chunk is read after its write returned', async () => {
  const memory = new WriteMemory(64)
  const sizeBytes = 5 * memory.sizeBytes + 123
  const handle = await open(join(folder, 'file'), 'w')
  const writeFrom = async (first: number) => {
    const writer = new FileWriter(handle, first, memory)
    const sizes = [1, memory.sizeBytes - 1, 0, 3 * memory.sizeBytes, 77]
    for (let done = 0, turn = 0; done < sizeBytes; turn++) {
      const chunk = bytesFrom(first + done, Math.min(sizes[turn % sizes.length]!, sizeBytes - done))
      const written = writer.write(chunk)
      if (written) await written
      done += chunk.byteLength
      chunk.fill(0)
    }
    await writer.flush()
  }
  await Promise.all([writeFrom(0), writeFrom(sizeBytes)])
  await handle.close()
  expect(Buffer.compare(await readFile(join(folder, 'file')), bytesFrom(0, 2 * sizeBytes))).toBe(0)
})

test('the memory of a part is used again by the next', async () => {
  const memory = new WriteMemory(5)
  const handle = await open(join(folder, 'file'), 'w')
  const first = memory.take()
  memory.giveBack(first)
  for (let part = 0; part < 3; part++) {
    const writer = new FileWriter(handle, part, memory)
    writer.write(Uint8Array.of(part))
    await writer.flush()
  }
  await handle.close()
  expect(memory.take()).toBe(first)
  expect([...(await readFile(join(folder, 'file')))]).toEqual([0, 1, 2])
})

test('many parts at a time share what few would have', () => {
  expect([1, 5, 16, 64, 1000].map((concurrency) => new WriteMemory(concurrency).sizeBytes / kibibyte)).toEqual([512, 512, 256, 64, 64])
})
