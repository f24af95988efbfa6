// This project, from its built packages.
const place = { bucket: 'bench-1250000000' }
const credentials = { secretId: 'AKIDbench', secretKey: 'secret-of-the-bench' }

async function createClient({ origin, verifyChecksums }) {
  const { CosClient } = await import('@cos/core')
  return new CosClient({ region: 'ap-guangzhou', endpoint: origin, credentials, verifyChecksums })
}

export async function sign({ request, count, warmUp }) {
  const { sign } = await import('@cos/signer')
  const { method, key, headers } = request
  const once = (index) => sign({ method, path: `/${key}`, query: { ...request.query, partNumber: String(index) }, headers }, credentials)
  for (let index = 0; index < warmUp; index++) once(index)
  const whole = () => {
    for (let index = 0; index < count; index++) once(index)
    return count
  }
  return { whole, sample: once(7) }
}

export async function putSmall(parameters) {
  const { PutObjectCommand } = await import('@cos/core')
  const client = await createClient(parameters)
  const body = new Uint8Array(4096).fill(7)
  return { each: (index) => client.send(new PutObjectCommand({ ...place, key: `object-small-${index}`, body })) }
}

export async function getSmall(parameters) {
  const { GetObjectCommand } = await import('@cos/core')
  const client = await createClient(parameters)
  return {
    async each(index) {
      const { body } = await client.send(new GetObjectCommand({ ...place, key: `object-small-${index}` }))
      if ((await body.bytes()).length !== 4096) throw new Error('short body')
    },
  }
}

export async function upload(parameters) {
  const { concurrency, file, sizeBytes, partSizeBytes } = parameters
  const { upload } = await import('@cos/transfer')
  const client = await createClient(parameters)
  const whole = async () => {
    const output = await upload(client, { ...place, key: `object-large-${sizeBytes}`, source: file, concurrency, partSizeBytes })
    return output.sizeBytes
  }
  return { whole }
}

export async function download(parameters) {
  const { concurrency, target, sizeBytes, partSizeBytes } = parameters
  const { download } = await import('@cos/transfer')
  const client = await createClient(parameters)
  const whole = async () => {
    const output = await download(client, { ...place, key: `object-large-${sizeBytes}`, target, concurrency, partSizeBytes })
    return output.sizeBytes
  }
  return { whole }
}

export async function list(parameters) {
  const { ListObjectsCommand, paginate } = await import('@cos/core')
  const client = await createClient(parameters)
  const whole = async () => {
    let count = 0
    for await (const page of paginate(client, new ListObjectsCommand(place))) {
      for (const { key, size } of page.contents) if (key && size) count++
      if (count >= parameters.keyCount) break
    }
    return count
  }
  return { whole }
}
