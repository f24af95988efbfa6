import { importPeer } from '../harness/peers.mjs'

const COS = (await importPeer('cos-nodejs-sdk-v5')).default

function createClient({ origin }, options = {}) {
  const address = { Domain: new URL(origin).host, Protocol: 'http:' }
  return new COS({ SecretId: 'AKIDbench', SecretKey: 'secret-of-the-bench', ...address, ...options })
}

const place = { Bucket: 'bench-1250000000', Region: 'ap-guangzhou' }

export function sign({ request, count, warmUp }) {
  const { method, key, headers } = request
  const keys = { SecretId: 'AKIDbench', SecretKey: 'secret-of-the-bench' }
  const once = (index) => {
    const query = { ...request.query, partNumber: String(index) }
    return COS.getAuthorization({ ...keys, Method: method, Key: key, Query: query, Headers: headers, Expires: 900 })
  }
  for (let index = 0; index < warmUp; index++) once(index)
  const whole = () => {
    for (let index = 0; index < count; index++) once(index)
    return count
  }
  return { whole, sample: once(7) }
}

export function putSmall(parameters) {
  const cos = createClient(parameters)
  const body = Buffer.alloc(4096, 7)
  return { each: (index) => cos.putObject({ ...place, Key: `object-small-${index}`, Body: body }) }
}

export function getSmall(parameters) {
  const cos = createClient(parameters)
  return {
    async each(index) {
      const { Body } = await cos.getObject({ ...place, Key: `object-small-${index}` })
      if (Body.length !== 4096) throw new Error('short body')
    },
  }
}

export function upload(parameters) {
  const { concurrency, file, sizeBytes, partSizeBytes } = parameters
  const cos = createClient(parameters, { ChunkParallelLimit: concurrency, UploadIdCacheLimit: 0 })
  const whole = async () => {
    const key = `object-large-${sizeBytes}`
    await cos.uploadFile({
      ...place,
      Key: key,
      FilePath: file,
      SliceSize: partSizeBytes,
      ChunkSize: partSizeBytes,
      AsyncLimit: concurrency,
    })
    return sizeBytes
  }
  return { whole }
}

export function download(parameters) {
  const { concurrency, target, sizeBytes, partSizeBytes } = parameters
  const cos = createClient(parameters)
  const whole = async () => {
    const key = `object-large-${sizeBytes}`
    await cos.downloadFile({ ...place, Key: key, FilePath: target, ChunkSize: partSizeBytes, ParallelLimit: concurrency, RetryTimes: 1 })
    return sizeBytes
  }
  return { whole }
}

export function list(parameters) {
  const cos = createClient(parameters)
  const whole = async () => {
    let count = 0
    for (let marker = ''; marker !== undefined && count < parameters.keyCount; ) {
      const page = await cos.getBucket({ ...place, Marker: marker, MaxKeys: 1000 })
      for (const { Key, Size } of page.Contents) if (Key && Size) count++
      marker = page.IsTruncated === 'true' ? page.NextMarker : undefined
    }
    return count
  }
  return { whole }
}
