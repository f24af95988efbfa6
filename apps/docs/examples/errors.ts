import { CosClient, GetObjectCommand, InputError, isServiceError, TransportError } from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })

async function read(bucket: string, key: string): Promise<string | undefined> {
  try {
    const { body } = await client.send(new GetObjectCommand({ bucket, key }))
    return await body.text()
  } catch (error) {
    if (isServiceError(error, 'NoSuchKey')) return undefined // COS answered: there is no such object
    if (isServiceError(error))
      console.log(error.code, error.status, error.operation) // any other answer; quote error.requestId to support
    else if (error instanceof InputError)
      console.log(error.code, error.member) // refused before anything was sent
    else if (error instanceof TransportError) console.log(error.code, error.cause) // no answer at all
    throw error
  }
}

console.log(await read('guide-1250000000', 'missing.txt'))
await read('nobody-1250000000', 'missing.txt').catch(() => undefined)
await read('No Such Bucket', 'missing.txt').catch(() => undefined)
