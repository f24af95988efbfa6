import { importPeer } from '../harness/peers.mjs'

const { Client } = await importPeer('minio')

function createClient({ origin, partSizeBytes }) {
  const client = new Client({
    endPoint: '127.0.0.1',
    port: Number(new URL(origin).port),
    useSSL: false,
    region: 'us-east-1',
    accessKey: 'AKIDbench',
    secretKey: 'secret-of-the-bench',
    ...(partSizeBytes ? { partSize: partSizeBytes } : {}),
  })
  // As over TLS: without this it takes SHA-256 of every body.
  client.enableSHA256 = false
  return client
}

const bucket = 'bench'

export function putSmall(parameters) {
  const client = createClient(parameters)
  const body = Buffer.alloc(4096, 7)
  return { each: (index) => client.putObject(bucket, `object-small-${index}`, body) }
}

export function getSmall(parameters) {
  const client = createClient(parameters)
  return {
    async each(index) {
      let lengthBytes = 0
      for await (const chunk of await client.getObject(bucket, `object-small-${index}`)) lengthBytes += chunk.length
      if (lengthBytes !== 4096) throw new Error('short body')
    },
  }
}

/** One part after another: this SDK has no concurrency. */
export function upload(parameters) {
  const client = createClient(parameters)
  const whole = async () => {
    await client.fPutObject(bucket, `object-large-${parameters.sizeBytes}`, parameters.file)
    return parameters.sizeBytes
  }
  return { whole }
}

export function download(parameters) {
  const client = createClient(parameters)
  const whole = async () => {
    await client.fGetObject(bucket, `object-large-${parameters.sizeBytes}`, parameters.target)
    return parameters.sizeBytes
  }
  return { whole }
}

export function list(parameters) {
  const client = createClient(parameters)
  const whole = async () => {
    let count = 0
    for await (const { name, size } of client.listObjectsV2(bucket, '', true)) {
      if (name && size) count++
      if (count === parameters.keyCount) break
    }
    return count
  }
  return { whole }
}
