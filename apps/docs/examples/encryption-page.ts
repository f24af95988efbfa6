import { CosClient, GetObjectCommand, PutObjectCommand } from '@cos/core'
import { aesKey, encryptedReads, encryptedWrites, encryptionOf, generateAesKey } from '@cos/crypto'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const plain = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })

// The code for these operations, and for no others. A page that uploads in parts names `encryptedUploads` too.
const keys = aesKey({ key: generateAesKey() })
const client = plain.with(encryptionOf([encryptedReads, encryptedWrites], { keys }))

const object = { bucket: 'guide-1250000000', key: 'note.txt' }
await client.send(new PutObjectCommand({ ...object, body: 'from a page' }))
const { body } = await client.send(new GetObjectCommand(object))
console.log(await body.text())
