// This project, from its built packages.
import { readFile } from 'node:fs/promises'
import { checksumChunk, measuredChecksum } from '../harness/checksum-chunk.mjs'

const place = { bucket: 'bench-1250000000' }
const credentials = { secretId: 'AKIDbench', secretKey: 'secret-of-the-bench' }

async function createClient({ origin, verifyChecksums }) {
  const { CosClient } = await import('@cos/core')
  return new CosClient({ region: 'ap-guangzhou', endpoint: origin, credentials, verifyChecksums })
}

export async function sign({ request, count, warmUp }) {
  const { sign } = await import('@cos/signer')
  const { method, key, headers } = request
  const once = (index) => sign({ method, path: `/${key}`, query: { ...request.query, partNumber: String(index) }, headers }, credentials)
  for (let index = 0; index < warmUp; index++) once(index)
  const whole = () => {
    for (let index = 0; index < count; index++) once(index)
    return count
  }
  return { whole, sample: once(7) }
}

/** CRC-64 of bytes in memory, in chunks as they come over a network. */
export async function checksum({ sizeBytes, chunkBytes, isWithoutWasm }) {
  // As in workerd, and in pages that may compile none.
  if (isWithoutWasm) delete globalThis.WebAssembly
  const { Crc64 } = await import('@cos/core')
  const chunk = checksumChunk(chunkBytes)
  const take = (count) => {
    const crc64 = new Crc64()
    for (let done = 0; done < count; done += chunkBytes) crc64.update(chunk)
    return crc64.digest().toString(16).padStart(16, '0')
  }
  return measuredChecksum(take, sizeBytes)
}

export async function putSmall(parameters) {
  const { PutObjectCommand } = await import('@cos/core')
  const client = await createClient(parameters)
  const body = new Uint8Array(4096).fill(7)
  return { each: (index) => client.send(new PutObjectCommand({ ...place, key: `object-small-${index}`, body })) }
}

export async function getSmall(parameters) {
  const { GetObjectCommand } = await import('@cos/core')
  const client = await createClient(parameters)
  return {
    async each(index) {
      const { body } = await client.send(new GetObjectCommand({ ...place, key: `object-small-${index}` }))
      if ((await body.bytes()).length !== 4096) throw new Error('short body')
    },
  }
}

export async function upload(parameters) {
  const { concurrency, file, sizeBytes, partSizeBytes, isInMemory } = parameters
  const { upload } = await import('@cos/transfer')
  const client = await createClient(parameters)
  const source = isInMemory ? await readFile(file) : file
  const whole = async () => {
    const output = await upload(client, { ...place, key: `object-large-${sizeBytes}`, source, concurrency, partSizeBytes })
    return output.sizeBytes
  }
  return { whole }
}

export async function download(parameters) {
  const { concurrency, target, sizeBytes, partSizeBytes } = parameters
  const { download } = await import('@cos/transfer')
  const client = await createClient(parameters)
  const whole = async () => {
    const output = await download(client, { ...place, key: `object-large-${sizeBytes}`, target, concurrency, partSizeBytes })
    return output.sizeBytes
  }
  return { whole }
}

export async function list(parameters) {
  const { ListObjectsCommand, paginate } = await import('@cos/core')
  const client = await createClient(parameters)
  const whole = async () => {
    let count = 0
    for await (const page of paginate(client, new ListObjectsCommand(place))) {
      for (const { key, size } of page.contents) if (key && size) count++
      if (count >= parameters.keyCount) break
    }
    return count
  }
  return { whole }
}

export async function uploadMany(parameters) {
  const { uploadDirectory } = await import('@cos/transfer')
  const { source, concurrency, count } = parameters
  const client = await createClient(parameters)
  return { whole: () => wholeOf(uploadDirectory(client, { ...place, prefix: 'object-small', source, concurrency }), count) }
}

export async function downloadMany(parameters) {
  const { downloadDirectory } = await import('@cos/transfer')
  const { target, concurrency, count } = parameters
  const client = await createClient(parameters)
  return { whole: () => wholeOf(downloadDirectory(client, { ...place, prefix: `many-${count}-4096/`, target, concurrency }), count) }
}

async function wholeOf(work, count) {
  const { writtenCount, failures } = await work
  if (writtenCount !== count) throw new Error(`${writtenCount} of ${count} files: ${failures[0]?.error.message}`)
  return count
}

/** The folder alone, compared with nothing. */
export async function walkMany({ source, keyCount }) {
  const { readdir, stat } = await import('node:fs/promises')
  const whole = async () => {
    let count = 0
    for (const folder of await readdir(source)) {
      const names = await readdir(`${source}/${folder}`)
      for (let at = 0; at < names.length; at += 256) {
        const stats = await Promise.all(names.slice(at, at + 256).map((name) => stat(`${source}/${folder}/${name}`)))
        count += stats.length
      }
    }
    if (count !== keyCount) throw new Error(`${count} files`)
    return count
  }
  return { whole }
}

export async function listMany(parameters) {
  const { ListObjectsCommand, paginate } = await import('@cos/core')
  const client = await createClient(parameters)
  const whole = async () => {
    let count = 0
    const command = new ListObjectsCommand({ ...place, prefix: `many-${parameters.keyCount}-0/` })
    for await (const page of paginate(client, command)) count += page.contents.length
    return count
  }
  return { whole }
}

export function planMany({ source, ...parameters }) {
  return planned(parameters, { path: source }, 'time')
}

/** Two listings, which differ in nothing: as many keys as anybody likes. */
export function planGenerated(parameters) {
  return planned(parameters, { ...place, bucket: 'other-1250000000', prefix: `many-${parameters.keyCount}-0/` }, 'size')
}

async function planned(parameters, source, compare) {
  const { planSync } = await import('@cos/transfer')
  const client = await createClient(parameters)
  const target = { ...place, prefix: `many-${parameters.keyCount}-0/` }
  const whole = async () => {
    for await (const line of planSync(client, { source, target, compare, delete: true })) {
      if (line.action === 'plan') continue
      if (line.action !== 'end' || line.unchangedCount !== parameters.keyCount) throw new Error(JSON.stringify(line))
    }
    return parameters.keyCount
  }
  return { whole }
}
