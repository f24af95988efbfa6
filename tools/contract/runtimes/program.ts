import {
  CosClient,
  CreateBucketCommand,
  createTransport,
  GetObjectCommand,
  isServiceError,
  ListObjectsCommand,
  PutObjectCommand,
} from '@cos/core'
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
  await transport.close?.()
  for (const { id, ok, detail } of runSignatureVectors())
    outcomes.push({ name: `signature vector ${id}`, problem: ok ? undefined : detail || 'differs' })
  return outcomes
}
