import { bigBytes, bigKey, bytesOf, keys } from '../corpus.js'
import { same } from '../report.js'
import type { BrowserKit, OfficialClient } from './kit.js'

interface Progress {
  readonly loaded: number
  readonly percent: number
}
interface Task {
  readonly id: string
  readonly state: string
}

const mebibyte = 1024 ** 2
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds))

async function digest(data: Blob | ArrayBuffer | Uint8Array | string): Promise<string> {
  const bytes = await new Blob([data as BlobPart]).arrayBuffer()
  const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes))
  return Array.from(hash, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** Files of a page: uploaded, paused, resumed, read and managed, with credentials of every kind. */
export async function drive({ Sdk, at, ours, port, credentials, temporary, check }: BrowserKit): Promise<void> {
  const keysOf = (list: unknown) => (list as { Key: string }[]).map(({ Key }) => Key)
  const sdkWith = (options: Record<string, unknown>) =>
    new Sdk({
      SecretId: credentials.secretId,
      SecretKey: credentials.secretKey,
      Protocol: 'http:',
      Domain: `{Bucket}.cos.{Region}.myqcloud.com:${port}`,
      ...options,
    })
  const sdk = sdkWith({})
  const read = async (Key: string, from: object = at) =>
    ((await sdk['getObject']!({ ...from, Key, DataType: 'arraybuffer' })) as unknown as { Body: ArrayBuffer }).Body
  const text = async (client: OfficialClient, Key: string) => ((await client['getObject']!({ ...at, Key })) as { Body: unknown }).Body
  const uploadsOf = async (Prefix: string) => (await sdk['multipartList']!({ ...at, Prefix, EncodingType: 'url' }))['Upload'] as unknown[]
  const big = new File([bigBytes() as BlobPart], 'big.bin', { type: 'application/x-big' })
  const theirs = { ...at, Bucket: ours }

  for (const Key of keys) {
    const name = JSON.stringify(Key)
    await check(`puts and reads ${name}`, async () => {
      await sdk['putObject']!({ ...at, Key, Body: new Blob([bytesOf(Key) as BlobPart]) })
      same(await digest(await read(Key)), await digest(bytesOf(Key)))
      same(await digest(await read(Key, theirs)), await digest(bytesOf(Key)))
    })
  }
  await check('lists a bucket, and pages of it', async () => {
    const found: string[] = []
    let Marker = ''
    do {
      const page = await sdk['getBucket']!({ ...at, MaxKeys: 5, Marker })
      found.push(...keysOf(page['Contents']))
      Marker = page['IsTruncated'] === 'true' ? (page['NextMarker'] as string) : ''
    } while (Marker !== '')
    same(found.sort(), [...keys].sort())
    const page = await sdk['getBucket']!({ ...at, Prefix: 'folder/', Delimiter: '/' })
    same(page['CommonPrefixes'], [{ Prefix: 'folder/sub/' }])
  })
  await check('sees the headers that are exposed', async () => {
    const { headers, ETag, statusCode } = (await sdk['headObject']!({ ...at, Key: 'a b' })) as Record<string, unknown> & {
      headers: Record<string, string>
    }
    same([headers['content-length'], statusCode, typeof ETag], [String(bytesOf('a b').length), 200, 'string'])
  })
  await check('uploads files by the high-level calls', async () => {
    const seen: Progress[] = []
    const onProgress = (progress: Progress) => seen.push(progress)
    await sdk['uploadFile']!({ ...at, Key: 'file.bin', Body: big, SliceSize: mebibyte, onProgress })
    await sdk['sliceUploadFile']!({ ...at, Key: 'sliced.bin', Body: big, ChunkSize: 2 * mebibyte, StorageClass: 'STANDARD_IA' })
    const { files } = (await sdk['uploadFiles']!({
      files: [
        { ...at, Key: 'many/1.bin', Body: big },
        { ...at, Key: 'many/2.txt', Body: new File(['two'], '2.txt') },
      ],
      SliceSize: mebibyte,
    })) as { files: { error?: unknown }[] }
    same(
      files.map(({ error }) => Boolean(error)),
      [false, false],
    )
    for (const Key of ['file.bin', 'sliced.bin', 'many/1.bin']) same(await digest(await read(Key)), await digest(big), Key)
    same(seen.at(-1)?.percent, 1)
    const { headers } = (await sdk['headObject']!({ ...at, Key: 'file.bin' })) as { headers: Record<string, string> }
    same(headers['content-type'], 'application/x-big')
  })
  await check('pauses a task, and goes on', async () => {
    const slow = sdkWith({ ChunkParallelLimit: 1, ProgressInterval: 1 })
    let id = ''
    let isPaused = false
    const uploading = slow['sliceUploadFile']!({
      ...at,
      Key: 'paused.bin',
      Body: big,
      ChunkSize: mebibyte,
      onTaskReady: (taskId: string) => {
        id = taskId
      },
      onProgress: ({ percent }: Progress) => {
        if (isPaused || percent === 0 || percent === 1) return
        isPaused = true
        slow['pauseTask']!(id as never)
      },
    })
    while (!isPaused) await pause(5)
    await pause(100)
    const stateOf = () => (slow['getTaskList']!({}) as unknown as Task[]).find((task) => task.id === id)?.state
    same([stateOf(), (await uploadsOf('paused.bin')).length], ['paused', 1])
    slow['restartTask']!(id as never)
    await uploading
    same([stateOf(), await uploadsOf('paused.bin'), await digest(await read('paused.bin'))], ['success', [], await digest(big)])
  })
  await check('makes, lists, completes and gives up uploads', async () => {
    const target = { ...at, Key: 'parts' }
    const { UploadId } = await sdk['multipartInit']!(target)
    const { ETag } = await sdk['multipartUpload']!({ ...target, UploadId, PartNumber: 1, Body: new Blob(['part']) })
    const { Part } = (await sdk['multipartListPart']!({ ...target, UploadId })) as { Part: { PartNumber: string }[] }
    same(Part[0]?.PartNumber, '1')
    await sdk['multipartComplete']!({ ...target, UploadId, Parts: [{ PartNumber: 1, ETag }] })
    same(await text(sdk, 'parts'), 'part')
    await sdk['multipartInit']!(target)
    await sdk['abortUploadTask']!({ ...at, Level: 'bucket' })
    same(await uploadsOf(''), [])
  })
  await check('copies, small and in slices', async () => {
    const copy = (from: string, Key: string) =>
      sdk['sliceCopyFile']!({
        ...at,
        Key,
        CopySource: `${at.Bucket}.cos.${at.Region}.myqcloud.com/${encodeURIComponent(from)}`,
        CopySliceSize: 2 * mebibyte,
        CopyChunkSize: 2 * mebibyte,
      })
    await copy('照片/猫.jpg', 'copied 照片')
    await copy('sliced.bin', 'copied.bin')
    same(await digest(await read('copied 照片')), await digest(bytesOf('照片/猫.jpg')))
    same(await digest(await read('copied.bin')), await digest(big))
  })
  await check('reads as text, as a blob, in ranges, and the big file of ours', async () => {
    same(await text(sdk, 'a b'), 'bytes of a b')
    const { Body } = await sdk['getObject']!({ ...at, Key: 'a b', DataType: 'blob', Range: 'bytes=0-4' })
    same(await (Body as Blob).text(), 'bytes')
    same(await digest(await read(bigKey, theirs)), await digest(bigBytes()))
  })
  for (const [name, options] of [
    ['credentials that end', { SecretId: temporary.secretId, SecretKey: temporary.secretKey, SecurityToken: temporary.securityToken }],
    [
      'credentials it asks for',
      {
        SecretId: undefined,
        SecretKey: undefined,
        getAuthorization: (_: unknown, done: (answer: unknown) => void) =>
          done({
            TmpSecretId: temporary.secretId,
            TmpSecretKey: temporary.secretKey,
            SecurityToken: temporary.securityToken,
            StartTime: Math.floor(Date.now() / 1000),
            ExpiredTime: Math.floor(Date.now() / 1000) + 600,
          }),
      },
    ],
    ['a host that is not signed', { ForceSignHost: false }],
    ['MD5 of everything', { UploadCheckContentMd5: true }],
    ['the other domain', { Domain: `{Bucket}.cos.{Region}.tencentcos.cn:${port}` }],
  ] as const)
    await check(`works with ${name}`, async () => {
      const other = sdkWith(options)
      await other['putObject']!({ ...at, Key: 'ä/own', Body: 'own' })
      same(await text(other, 'ä/own'), 'own')
      await other['deleteObject']!({ ...at, Key: 'ä/own' })
    })
  await check('makes URLs that work', async () => {
    const urlWith = (options: object) => sdk['getObjectUrl']!({ ...at, Key: '照片/猫.jpg', ...options }, () => {}) as unknown as string
    same(await digest(await (await fetch(urlWith({}))).arrayBuffer()), await digest(bytesOf('照片/猫.jpg')))
    const put = await fetch(urlWith({ Method: 'PUT' }), { method: 'PUT', body: 'by URL' })
    same([put.status, await text(sdk, '照片/猫.jpg')], [200, 'by URL'])
  })
  await check('manages what a page may: tags, ACL, versions, deletion', async () => {
    const Tagging = { Tags: [{ Key: 'a', Value: '1' }] }
    await sdk['putObjectTagging']!({ ...at, Key: 'a b', Tags: Tagging.Tags })
    same((await sdk['getObjectTagging']!({ ...at, Key: 'a b' }))['Tags'], Tagging.Tags)
    await sdk['putObjectAcl']!({ ...at, Key: 'a b', ACL: 'public-read' })
    same((await sdk['getObjectAcl']!({ ...at, Key: 'a b' }))['ACL'], 'public-read')
    same((await sdk['listObjectVersions']!({ ...at, Prefix: 'a b' }))['IsTruncated'], 'false')
    const { Deleted } = (await sdk['deleteMultipleObject']!({ ...at, Objects: [{ Key: 'a b' }, { Key: 'a+b' }] })) as { Deleted: unknown }
    same(keysOf(Deleted), ['a b', 'a+b'])
    const error = (await sdk['headObject']!({ ...at, Key: 'a b' }).catch((caught) => caught)) as { statusCode: number }
    same(error.statusCode, 404)
  })
  await check('understands errors', async () => {
    const error = (await sdk['getObject']!({ ...at, Key: 'missing' }).catch((caught) => caught)) as Record<string, unknown>
    same([error['statusCode'], error['code'] ?? (error['error'] as { Code: string }).Code], [404, 'NoSuchKey'])
  })
}
