// The floor: raw undici, no SDK, no signature, nothing checked.
import { writeSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { Pool } from 'undici'

export function putSmall({ origin, concurrency }) {
  const pool = new Pool(origin, { connections: concurrency })
  const body = Buffer.alloc(4096, 7)
  const headers = { 'content-type': 'application/octet-stream' }
  return {
    async each(index) {
      const response = await pool.request({ method: 'PUT', path: `/object-small-${index}`, headers, body })
      await response.body.dump()
    },
    close: () => pool.close(),
  }
}

export function getSmall({ origin, concurrency }) {
  const pool = new Pool(origin, { connections: concurrency })
  return {
    async each(index) {
      const response = await pool.request({ method: 'GET', path: `/object-small-${index}` })
      if ((await response.body.bytes()).length !== 4096) throw new Error('short body')
    },
    close: () => pool.close(),
  }
}

export function upload({ origin, concurrency, file, sizeBytes, partSizeBytes }) {
  const pool = new Pool(origin, { connections: concurrency })
  const path = `/object-large-${sizeBytes}`
  const whole = async () => {
    const handle = await open(file)
    const created = await (await pool.request({ method: 'POST', path: `${path}?uploads` })).body.text()
    const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created)[1]
    const partCount = Math.ceil(sizeBytes / partSizeBytes)
    await atOnce(concurrency, partCount, async (buffers, index) => {
      buffers.part ??= Buffer.allocUnsafeSlow(partSizeBytes)
      const { bytesRead } = await handle.read(buffers.part, 0, partSizeBytes, index * partSizeBytes)
      const body = buffers.part.subarray(0, bytesRead)
      const response = await pool.request({ method: 'PUT', path: `${path}?partNumber=${index + 1}&uploadId=${uploadId}`, body })
      await response.body.dump()
    })
    await (await pool.request({ method: 'POST', path: `${path}?uploadId=${uploadId}`, body: '<CompleteMultipartUpload/>' })).body.dump()
    await handle.close()
    return sizeBytes
  }
  return { whole, close: () => pool.close() }
}

export function download({ origin, concurrency, target, sizeBytes, partSizeBytes }) {
  const pool = new Pool(origin, { connections: concurrency })
  const whole = async () => {
    const handle = await open(target, 'w')
    await atOnce(concurrency, Math.ceil(sizeBytes / partSizeBytes), async (_buffers, index) => {
      let position = index * partSizeBytes
      const range = `bytes=${position}-${Math.min(position + partSizeBytes, sizeBytes) - 1}`
      const response = await pool.request({ method: 'GET', path: `/object-large-${sizeBytes}`, headers: { range } })
      for await (const chunk of response.body) {
        // Blocking, as no library could; a write in the background costs half as much again.
        writeSync(handle.fd, chunk, 0, chunk.length, position)
        position += chunk.length
      }
    })
    await handle.close()
    return sizeBytes
  }
  return { whole, close: () => pool.close() }
}

/** Pages are read and thrown away: what a listing costs before anyone parses it. */
export function list({ origin, keyCount }) {
  const pool = new Pool(origin, { connections: 1 })
  const whole = async () => {
    for (let first = 0; first < keyCount; first += 1000) {
      const marker = first === 0 ? '' : `IMG_${String(first - 1).padStart(7, '0')}`
      const response = await pool.request({ method: 'GET', path: `/?max-keys=1000&marker=${marker}` })
      await response.body.bytes()
    }
    return keyCount
  }
  return { whole, close: () => pool.close() }
}

/** Sends what `uploadDirectory` would, from memory. */
export function uploadMany({ origin, concurrency, count }) {
  return manySmall(putSmall({ origin, concurrency }), concurrency, count)
}

/** Fetches what `downloadDirectory` would, into memory. */
export function downloadMany({ origin, concurrency, count }) {
  return manySmall(getSmall({ origin, concurrency }), concurrency, count)
}

function manySmall({ each, close }, concurrency, count) {
  const whole = async () => {
    await atOnce(concurrency, count, (_own, index) => each(index))
    return count
  }
  return { whole, close }
}

/** Calls `work(own, index)` for each index, so many at a time; `own` is kept by one of the workers. */
async function atOnce(concurrency, count, work) {
  let next = 0
  const worker = async () => {
    const own = {}
    while (next < count) await work(own, next++)
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
}

/** As a floor for those who encrypt: the same bytes, as they are. */
export { upload as uploadEncrypted }
