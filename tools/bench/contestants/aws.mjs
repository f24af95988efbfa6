import { createReadStream, createWriteStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { importPeer } from '../harness/peers.mjs'

const { GetObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } = await importPeer('@aws-sdk/client-s3')

/** `isUnchecked` switches off what the SDK does by itself: CRC-32, and SHA-256 of bodies over plain HTTP. */
async function createClient({ origin, concurrency, isUnchecked }) {
  const client = new S3Client({
    region: 'us-east-1',
    endpoint: origin,
    forcePathStyle: true,
    credentials: { accessKeyId: 'AKIDbench', secretAccessKey: 'secret-of-the-bench' },
    requestHandler: { httpAgent: { maxSockets: concurrency } },
    ...(isUnchecked ? { requestChecksumCalculation: 'WHEN_REQUIRED', responseChecksumValidation: 'WHEN_REQUIRED' } : {}),
  })
  if (isUnchecked) {
    const leaveUnsigned = (next) => (args) => {
      args.request.headers['x-amz-content-sha256'] = 'UNSIGNED-PAYLOAD'
      return next(args)
    }
    client.middlewareStack.add(leaveUnsigned, { step: 'build' })
  }
  return client
}

const Bucket = 'bench'

export async function putSmall(parameters) {
  const client = await createClient(parameters)
  const body = Buffer.alloc(4096, 7)
  return { each: (index) => client.send(new PutObjectCommand({ Bucket, Key: `object-small-${index}`, Body: body })) }
}

export async function getSmall(parameters) {
  const client = await createClient(parameters)
  return {
    async each(index) {
      const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: `object-small-${index}` }))
      if ((await Body.transformToByteArray()).length !== 4096) throw new Error('short body')
    },
  }
}

export async function upload(parameters) {
  const { concurrency, file, sizeBytes, partSizeBytes } = parameters
  const { Upload } = await importPeer('@aws-sdk/lib-storage')
  const client = await createClient(parameters)
  const whole = async () => {
    const params = { Bucket, Key: `object-large-${sizeBytes}`, Body: createReadStream(file, { highWaterMark: 1024 * 1024 }) }
    await new Upload({ client, params, queueSize: concurrency, partSize: partSizeBytes }).done()
    return sizeBytes
  }
  return { whole }
}

/** There is no downloader in this SDK: one stream into a file. */
export async function download(parameters) {
  const client = await createClient(parameters)
  const whole = async () => {
    const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: `object-large-${parameters.sizeBytes}` }))
    await pipeline(Body, createWriteStream(parameters.target))
    return parameters.sizeBytes
  }
  return { whole }
}

export async function list(parameters) {
  const client = await createClient(parameters)
  const whole = async () => {
    let count = 0
    let token
    do {
      const page = await client.send(new ListObjectsV2Command({ Bucket, ContinuationToken: token }))
      for (const { Key, Size } of page.Contents) if (Key && Size) count++
      token = page.NextContinuationToken
    } while (token && count < parameters.keyCount)
    return count
  }
  return { whole }
}
