import { CosClient, PutObjectCommand } from '@cos/core'
import { copy, fileJournal, resumeCopy } from '@cos/transfer'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'guide-1250000000'
await client.send(new PutObjectCommand({ bucket, key: 'tape.mov', body: new Uint8Array(6 * 1024 ** 2) }))

// A copy is one request up to 5 GiB; smaller numbers show here what happens above that.
const inParts = { multipartThresholdBytes: 1024 ** 2, partSizeBytes: 1024 ** 2, concurrency: 1 }
const start = () =>
  copy(client, { ...inParts, source: { bucket, key: 'tape.mov' }, bucket, key: 'copy.mov', resume: resumeCopy(fileJournal('transfers')) })

const first = start()
for await (const event of first.events()) {
  if (event.type === 'part' && event.partNumber === 4) first.abort(new Error('the lid was closed'))
}
await first.catch((error: Error) => console.log(error.message))

// The same call again goes on. A source that was replaced meanwhile would be copied from its first byte: versions are never mixed.
const second = start()
for await (const event of second.events()) {
  if (event.type === 'resumed') console.log(`${event.partCount > 3 ? 'four parts or more' : 'too few parts'} were there`)
}
const { partCount, crc64 } = await second
console.log(`${partCount} parts, checked: ${crc64 !== undefined}`)
