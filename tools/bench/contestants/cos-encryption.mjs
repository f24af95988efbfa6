// This project's encryption, from its built packages.
import { randomBytes } from 'node:crypto'

const place = { bucket: 'bench-1250000000' }
const credentials = { secretId: 'AKIDbench', secretKey: 'secret-of-the-bench' }

export async function cipher({ algorithm, sizeBytes, chunkBytes, reusesMemory }) {
  const { aesKey, chunkedFormat, createAesCtr } = await import('@cos/crypto')
  const chunk = new Uint8Array(chunkBytes).fill(7)
  const byCtr = async () => {
    const stream = createAesCtr({ key: randomBytes(32), iv: randomBytes(16), reusesMemory })
    for (let done = 0; done < sizeBytes; done += chunkBytes) await stream.update(chunk)
    return sizeBytes
  }
  // GCM is the default format: its chunks, tags and nonces are paid for.
  const byGcm = async () => {
    const keys = [aesKey({ key: randomBytes(32) })]
    const { content } = await chunkedFormat().create(keys, { sizeBytes, isInParts: false })
    async function* source() {
      for (let done = 0; done < sizeBytes; done += chunkBytes) yield chunk
    }
    let count = 0
    for await (const stored of content.encrypt(source(), { offsetBytes: 0, sizeBytes, isFinal: true })) count += stored.byteLength
    if (count <= sizeBytes) throw new Error('no tags')
    return sizeBytes
  }
  return { whole: algorithm === 'gcm' ? byGcm : byCtr }
}

export async function uploadEncrypted({ origin, concurrency, file, sizeBytes, partSizeBytes, format }) {
  const [{ CosClient }, { upload }, crypto] = await Promise.all([import('@cos/core'), import('@cos/transfer'), import('@cos/crypto')])
  const key = crypto.aesKey({ key: randomBytes(32) })
  const options =
    format === 'python' ? { format: crypto.unauthenticatedPythonFormat({ key, wrap: 'aes-fixed-key-stream' }) } : { keys: key }
  const client = new CosClient({ region: 'ap-guangzhou', endpoint: origin, credentials }).with(crypto.encryption(options))
  const whole = async () => {
    const output = await upload(client, { ...place, key: `object-large-${sizeBytes}`, source: file, concurrency, partSizeBytes })
    return output.sizeBytes
  }
  return { whole }
}
