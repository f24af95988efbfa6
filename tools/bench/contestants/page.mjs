// Contestants that run in a page: the bench bundles this for browsers, and says by `globalThis.setting` who works and on what.
import { CosClient } from '@cos/core'
import { upload } from '@cos/transfer'

const { setting, mark } = globalThis
const { work, origin, sizeBytes, partSizeBytes, concurrency } = setting
const name = `source-${sizeBytes}`

/** A file of the kind that a user chooses: on the disk, not in memory. Made at the first visit. */
async function openFile() {
  const folder = await navigator.storage.getDirectory()
  const handle = await folder.getFileHandle(name, { create: true })
  if ((await handle.getFile()).size !== sizeBytes) {
    const block = Uint8Array.from({ length: 2 ** 20 }, (_, index) => (index * 7 + (index >> 8)) & 255)
    const writable = await handle.createWritable()
    for (let at = 0; at < sizeBytes; at += block.length) await writable.write(block)
    await writable.close()
  }
  return handle.getFile()
}

/** The floor: a loop around `fetch`, which signs nothing and checks nothing. */
async function fetchLoop(file) {
  const url = `${origin}/bench-1250000000/object-large-1`
  const created = await (await fetch(`${url}?uploads`, { method: 'POST' })).text()
  const uploadId = /<UploadId>(.*)<\/UploadId>/.exec(created)[1]
  const partCount = Math.ceil(file.size / partSizeBytes)
  let next = 0
  const worker = async () => {
    while (next < partCount) {
      const index = next++
      const body = file.slice(index * partSizeBytes, (index + 1) * partSizeBytes)
      const response = await fetch(`${url}?partNumber=${index + 1}&uploadId=${uploadId}`, { method: 'PUT', body })
      if (!response.ok) throw new Error(`${response.status}`)
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker))
  await (await fetch(`${url}?uploadId=${uploadId}`, { method: 'POST', body: '<CompleteMultipartUpload/>' })).text()
}

async function sdkUpload(file, verifyChecksums) {
  const credentials = { secretId: 'AKIDbench', secretKey: 'secret-of-the-bench' }
  const client = new CosClient({ region: 'ap-guangzhou', endpoint: origin, credentials, verifyChecksums })
  const address = { bucket: 'bench-1250000000', key: 'object-large-1' }
  const { crc64 } = await upload(client, { ...address, source: file, concurrency, partSizeBytes })
  if (verifyChecksums && !crc64) throw new Error('nothing was compared')
}

const works = { prepare: async () => {}, fetchLoop, checked: (file) => sdkUpload(file, true), unchecked: (file) => sdkUpload(file, false) }
const file = await openFile()
await mark('begin')
await works[work](file)
await mark('end')
