import { mkdir, writeFile } from 'node:fs/promises'
import { CosClient } from '@cos/core'
import { downloadDirectory, fileJournal, uploadDirectory } from '@cos/transfer'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
let sentParts = 0
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } }).with({
  requests: [
    (request, next) => {
      if (request.operation.name === 'UploadPart') sentParts += 1
      return next(request)
    },
  ],
})
await mkdir('reels', { recursive: true })
await writeFile('reels/notes.txt', 'two reels')
await writeFile('reels/one.mov', new Uint8Array(24 * 1024 ** 2))

const bucket = 'guide-1250000000'
const large = { journal: fileJournal('transfers'), partSizeBytes: 2 * 1024 ** 2, partConcurrency: 1 }
const start = () => uploadDirectory(client, { ...large, source: 'reels', bucket, prefix: 'reels' })

// This one is ended when half of the large file is there. A process that is killed leaves the same behind.
const first = start()
for await (const event of first.events()) {
  if (event.type === 'progress' && event.progress.transferredBytes > 14 * 1024 ** 2) first.abort(new Error('the lid was closed'))
}
await first.catch((error: Error) => console.log(error.message))

// The same call again sends small files anew, and of large ones only what is missing.
sentParts = 0
const { writtenCount, failureCount } = await start()
console.log(
  `${writtenCount} written, ${failureCount} failed, ${sentParts < 7 ? 'and at most half of the parts sent' : 'and too many parts sent'}`,
)

const back = await downloadDirectory(client, { ...large, bucket, prefix: 'reels', target: 'reels-again' })
console.log(`${back.writtenCount} came back`)
