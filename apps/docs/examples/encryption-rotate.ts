import { generateKeyPairSync } from 'node:crypto'
import { CosClient, GetObjectCommand, PutObjectCommand } from '@cos/core'
import { aesKey, encryption, generateAesKey, rewrap, rsaKey } from '@cos/crypto'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const plain = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const object = { bucket: 'guide-1250000000', key: 'contract.pdf' }

const oldKey = aesKey({ key: generateAesKey(), id: '2025' })
await plain.with(encryption({ keys: oldKey })).send(new PutObjectCommand({ ...object, body: 'signed' }))

// The first key encrypts, all decrypt. A key store of your own is a key too, as is kmsKey(…).
const pair = generateKeyPairSync('rsa', { modulusLength: 3072 })
const newKey = await rsaKey({ privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }), id: '2026' })
const both = plain.with(encryption({ keys: [newKey, oldKey] }))
console.log(await (await both.send(new GetObjectCommand(object))).body.text())

// The data key gets a new wrapping; COS copies the object onto itself, and no byte of it travels.
await rewrap(plain, { ...object, keys: oldKey, newKey })
const onlyNew = plain.with(encryption({ keys: newKey }))
console.log(await (await onlyNew.send(new GetObjectCommand(object))).body.text())
