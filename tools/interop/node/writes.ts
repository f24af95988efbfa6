import { bigBytes, bigKey } from '../corpus.js'
import { type NodeKit, refused } from '../node-sdk.js'
import { digest } from '../ours/objects.js'
import { same } from '../report.js'

/** Objects that come to be otherwise than by one PUT: appended to, linked, renamed, copied in parts, copied onto themselves. */
export async function drive({ sdk, at, ours, check }: NodeKit): Promise<void> {
  const put = (Key: string, Body: string) => sdk['putObject']!({ ...at, Key, Body })
  const read = async (Key: string) => ((await sdk['getObject']!({ ...at, Key })) as { Body: Buffer }).Body
  const head = async (Key: string) => ((await sdk['headObject']!({ ...at, Key })) as { headers: Record<string, string> }).headers
  const sourceOf = (bucket: string, key: string) => `${bucket}.cos.${at.Region}.myqcloud.com/${encodeURIComponent(key)}`

  await check('appends, and is told where to go on', async () => {
    const append = (Position: number, Body: string) => sdk['appendObject']!({ ...at, Key: 'appended', Position, Body })
    const first = (await append(0, 'one')) as { headers: Record<string, string> }
    same(first.headers['x-cos-next-append-position'], '3')
    same(await refused(append(1, 'lost')), [409, 'AppendPositionErr'])
    await append(3, 'two')
    same((await read('appended')).toString(), 'onetwo')
    same((await head('appended'))['x-cos-object-type'], 'appendable')
    await put('plain', 'x')
    same(await refused(sdk['appendObject']!({ ...at, Key: 'plain', Position: 1, Body: 'y' })), [409, 'ObjectNotAppendable'])
  })
  await check('links to an object, and reads through the link', async () => {
    await put('folder/照片.txt', 'target')
    const Headers = { 'x-cos-symlink-target': 'folder/%E7%85%A7%E7%89%87.txt' }
    await sdk['request']!({ ...at, Method: 'PUT', Key: 'link', Action: 'symlink', Headers })
    const { headers } = (await sdk['request']!({ ...at, Method: 'GET', Key: 'link', Action: 'symlink' })) as {
      headers: Record<string, string>
    }
    same(decodeURIComponent(headers['x-cos-symlink-target'] ?? ''), 'folder/照片.txt')
    same((await read('link')).toString(), 'target')
  })
  await check('renames an object', async () => {
    await put('before/ä b.txt', 'moved')
    const Headers = { 'x-cos-rename-source': 'before/%C3%A4%20b.txt' }
    await sdk['request']!({ ...at, Method: 'PUT', Key: 'after/ä b.txt', Action: 'rename', Headers })
    same((await read('after/ä b.txt')).toString(), 'moved')
    same(await refused(read('before/ä b.txt')), [404, 'NoSuchKey'])
  })
  await check('copies parts of an object of ours', async () => {
    const bytes = bigBytes()
    const { UploadId } = await sdk['multipartInit']!({ ...at, Key: 'copied-parts' })
    const Parts: unknown[] = []
    for (const [PartNumber, CopySourceRange] of [
      [1, `bytes=0-${1024 ** 2 - 1}`],
      [2, `bytes=${bytes.length - 1000}-${bytes.length - 1}`],
    ] as const) {
      const target = { ...at, Key: 'copied-parts', UploadId, PartNumber }
      const { ETag } = await sdk['uploadPartCopy']!({ ...target, CopySource: sourceOf(ours, bigKey), CopySourceRange })
      Parts.push({ PartNumber, ETag })
    }
    await sdk['multipartComplete']!({ ...at, Key: 'copied-parts', UploadId, Parts })
    same(digest(await read('copied-parts')), digest(Buffer.concat([bytes.subarray(0, 1024 ** 2), bytes.subarray(-1000)])))
  })
  await check('copies an object of ours by its high-level call', async () => {
    const sizes = { SliceSize: 1024 ** 2, CopySliceSize: 1024 ** 2, ChunkSize: 2 * 1024 ** 2, CopyChunkSize: 2 * 1024 ** 2 }
    await sdk['sliceCopyFile']!({ ...at, Key: 'copied', CopySource: sourceOf(ours, bigKey), ...sizes })
    same(digest(await read('copied')), digest(bigBytes()))
  })
  await check('changes class and metadata by a copy onto itself', async () => {
    await put('changed', 'same bytes')
    const replaced = { ...at, Key: 'changed', CopySource: sourceOf(at.Bucket, 'changed'), MetadataDirective: 'Replaced' }
    await sdk['putObjectCopy']!({ ...replaced, StorageClass: 'STANDARD_IA' })
    same((await head('changed'))['x-cos-storage-class'], 'STANDARD_IA')
    const Headers = { 'Content-Type': 'text/x-changed', 'x-cos-meta-owner': 'ada' }
    await sdk['putObjectCopy']!({ ...replaced, StorageClass: 'STANDARD_IA', Headers })
    const headers = await head('changed')
    same([headers['content-type'], headers['x-cos-meta-owner']], ['text/x-changed', 'ada'])
  })
}
