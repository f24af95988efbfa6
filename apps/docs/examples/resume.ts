import { writeFile } from 'node:fs/promises'
import { CosClient } from '@cos/core'
import { download, fileJournal, resumeDownload, resumeUpload, TransferLimits, upload } from '@cos/transfer'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const address = { bucket: 'guide-1250000000', key: 'film.mov' }
await writeFile('film.mov', new Uint8Array(40 * 1024 ** 2))

const journal = fileJournal('transfers')
const limits = new TransferLimits({ concurrency: 8, bytesPerSecond: 1024 ** 3 })

// This one is ended in the middle. A process that is killed leaves the same behind.
const first = upload(client, { ...address, source: 'film.mov', concurrency: 1, resume: resumeUpload(journal), limits })
for await (const event of first.events()) {
  if (event.type === 'part' && event.partNumber === 3) first.abort(new Error('the lid was closed'))
}
await first.catch((error: Error) => console.log(error.message))

// The same call again goes on.
const second = upload(client, { ...address, source: 'film.mov', concurrency: 1, resume: resumeUpload(journal), limits })
for await (const event of second.events()) {
  if (event.type === 'resumed') console.log(`${event.partCount > 2 ? 'three parts or more' : 'too few parts'} were there`)
}
const { partCount, crc64 } = await second
console.log(`${partCount} parts, checked: ${crc64 !== undefined}`)

const copy = await download(client, { ...address, target: 'copy.mov', resume: resumeDownload(journal), limits })
console.log(`${copy.sizeBytes} bytes back`)
