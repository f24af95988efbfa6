import { CosClient, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import { aesKey, encryption, generateAesKey } from '@cos/crypto'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const plain = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })

// Made once and kept in a safe place: what it encrypts is lost with it.
const key = generateAesKey()
const client = plain.with(encryption({ keys: aesKey({ key, id: 'photos/2026' }) }))

const object = { bucket: 'guide-1250000000', key: 'diary.txt' }
await client.send(new PutObjectCommand({ ...object, body: 'Dear diary, …', metadata: { owner: 'ada' } }))

// Commands, transfers and ranges work as they do without encryption.
const { body, metadata } = await client.send(new GetObjectCommand({ ...object, range: { first: 5, last: 9 } }))
console.log(await body.text(), metadata)

// COS has something else.
const stored = await plain.send(new HeadObjectCommand(object))
console.log(stored.contentLength, Object.keys(stored.metadata).join())
