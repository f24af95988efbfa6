import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { digestFile } from './digest-file.mjs'

/** Holds every downloaded file against its original, and both against what the server says; throws at the first difference. */
export async function compareEverything({ core, client, bucket, originals, target }) {
  const present = (await readdir(target, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length
  if (present !== originals.size) throw new Error(`${originals.size} objects were uploaded and ${present} files came back.`)
  const queue = originals.entries()
  // One iterator for all workers: each takes the next file that nobody has taken.
  const worker = async () => {
    for (const [key, original] of queue) {
      const [copy, head] = await Promise.all([
        digestFile(path.join(target, ...key.split('/')), core),
        client.send(new core.HeadObjectCommand({ bucket, key })),
      ])
      expectSame(key, { original, copy, head })
    }
  }
  await Promise.all(Array.from({ length: 8 }, worker))
}

function expectSame(key, { original, copy, head }) {
  for (const [subject, found, wanted] of [
    ['size on the server', head.contentLength, original.sizeBytes],
    ['size', copy.sizeBytes, original.sizeBytes],
    ['CRC-64 on the server', head.crc64, original.crc64],
    ['CRC-64', copy.crc64, original.crc64],
    ['SHA-256', copy.sha256, original.sha256],
  ]) {
    if (found !== wanted) throw new Error(`${key} came back different: its ${subject} is ${found} and should be ${wanted}.`)
  }
}
