import { CosClient, GetObjectCommand, PutObjectCommand } from '@cos/core'
import { aesKey, encryption, generateAesKey, unauthenticatedPythonFormat } from '@cos/crypto'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const plain = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const object = { bucket: 'guide-1250000000', key: 'from-python.txt' }

// What the Python client reads and writes. The name says what it lacks.
const pythonKey = aesKey({ key: generateAesKey() })
const python = unauthenticatedPythonFormat({ key: pythonKey, wrap: 'aes-fixed-key-stream' })
await plain.with(encryption({ format: python })).send(new PutObjectCommand({ ...object, body: 'hello from Python' }))

// New objects in the format of this package, old ones still readable.
const keys = aesKey({ key: generateAesKey() })
const client = plain.with(encryption({ keys, alsoRead: [python] }))
const { body } = await client.send(new GetObjectCommand(object))
await client.send(new PutObjectCommand({ ...object, body: await body.text() }))

const strict = plain.with(encryption({ keys }))
console.log(await (await strict.send(new GetObjectCommand(object))).body.text())
