import { type CosClient, GetObjectCommand, GetSymlinkCommand, HeadObjectCommand, isServiceError } from '@cos/core'
import { bigBytes } from '../corpus.js'
import { type Report, same } from '../report.js'
import { digest } from './objects.js'

/** Reads what was appended, linked, renamed and copied. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  const read = async (key: string) => (await client.send(new GetObjectCommand({ bucket, key }))).body.bytes()
  const text = async (key: string) => new TextDecoder().decode(await read(key))

  await report.check(`${bucket}: our client reads what was appended`, async () => same(await text('appended'), 'onetwo'))
  await report.check(`${bucket}: our client reads the link, and through it`, async () => {
    same((await client.send(new GetSymlinkCommand({ bucket, key: 'link' }))).symlinkTarget, 'folder/照片.txt')
    same(await text('link'), 'target')
  })
  await report.check(`${bucket}: our client reads what was renamed`, async () => {
    same(await text('after/ä b.txt'), 'moved')
    const error: unknown = await read('before/ä b.txt').catch((caught) => caught)
    same(isServiceError(error, 'NoSuchKey'), true)
  })
  await report.check(`${bucket}: our client reads the copies, byte for byte`, async () => {
    const bytes = bigBytes()
    same(digest(await read('copied')), digest(bytes))
    same(digest(await read('copied-parts')), digest(Buffer.concat([bytes.subarray(0, 1024 ** 2), bytes.subarray(-1000)])))
  })
  await report.check(`${bucket}: our client sees the changed class and metadata`, async () => {
    const { storageClass, contentType, metadata } = await client.send(new HeadObjectCommand({ bucket, key: 'changed' }))
    same([storageClass, contentType, metadata], ['STANDARD_IA', 'text/x-changed', { owner: 'ada' }])
    same(await text('changed'), 'same bytes')
  })
}
