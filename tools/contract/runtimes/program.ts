import {
  CosClient,
  CreateBucketCommand,
  createTransport,
  GetObjectCommand,
  isServiceError,
  ListObjectsCommand,
  PutObjectCommand,
} from '@cos/core'
import { aesKey, encryption, rsaKey, unauthenticatedPythonFormat } from '@cos/crypto'
// @boundaries-ignore these are not published, so there is no name to import them by
import { runSignatureVectors } from '../../../packages/signer/src/vectors.fixture.js'

/** What the program is given. */
export interface Setting {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { readonly secretId: string; readonly secretKey: string }
  readonly bucket: string
}
/** The outcome of one check. */
export interface Outcome {
  readonly name: string
  readonly problem?: string | undefined
}

/** One upload, one list, one error, and every signature vector: enough to know that a runtime carries all of it. */
export async function program({ endpoint, region, credentials, bucket }: Setting): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  const check = async (name: string, work: () => Promise<string | undefined>) => {
    const problem = await work().catch((error: unknown) => (error instanceof Error ? `${error.message} ${error.stack}` : String(error)))
    outcomes.push({ name, problem })
  }
  const transport = createTransport()
  const client = new CosClient({ endpoint, region, credentials, transport })
  const key = 'ä b+c/照片.txt'
  await check('uploads and reads', async () => {
    await client.send(new CreateBucketCommand({ bucket }))
    await client.send(new PutObjectCommand({ bucket, key, body: 'hello', metadata: { owner: 'ada' } }))
    const { body, metadata } = await client.send(new GetObjectCommand({ bucket, key }))
    return (await body.text()) === 'hello' && metadata['owner'] === 'ada' ? undefined : 'what is read is not what was written'
  })
  await check('lists', async () => {
    const { contents } = await client.send(new ListObjectsCommand({ bucket, prefix: 'ä' }))
    return contents.map((object) => object.key).join() === key ? undefined : JSON.stringify(contents)
  })
  await check('throws the error of the service', async () => {
    const error: unknown = await client.send(new GetObjectCommand({ bucket, key: 'missing' })).catch((caught: unknown) => caught)
    return isServiceError(error, 'NoSuchKey') && error.requestId ? undefined : String(error)
  })
  await check('encrypts and decrypts, also as other clients do', async () => {
    const keys = aesKey({ key: crypto.getRandomValues(new Uint8Array(32)) })
    const algorithm = { name: 'RSA-OAEP', modulusLength: 2048, publicExponent: new Uint8Array([1, 0, 1]), hash: 'SHA-256' }
    const pair = await crypto.subtle.generateKey(algorithm, true, ['encrypt', 'decrypt'])
    const rsa = await rsaKey({ privateKey: new Uint8Array(await crypto.subtle.exportKey('pkcs8', pair.privateKey)) })
    const formats = (['rsa-oaep-sha1', 'rsa-pkcs1-v1_5'] as const).map((wrap) => unauthenticatedPythonFormat({ key: rsa, wrap }))
    const content = new Uint8Array(300_000).fill(7)
    for (const options of [{ keys }, { keys: rsa }, ...formats.map((format) => ({ format }))]) {
      const encrypting = client.with(encryption(options))
      await encrypting.send(new PutObjectCommand({ bucket, key: 'secret', body: content }))
      const { body } = await encrypting.send(new GetObjectCommand({ bucket, key: 'secret', range: { first: 131_000, last: 131_999 } }))
      const bytes = await body.bytes()
      if (bytes.length !== 1000 || bytes.some((byte) => byte !== 7)) return 'what is read is not what was written'
    }
    return undefined
  })
  await transport.close?.()
  for (const { id, ok, detail } of runSignatureVectors())
    outcomes.push({ name: `signature vector ${id}`, problem: ok ? undefined : detail || 'differs' })
  return outcomes
}
