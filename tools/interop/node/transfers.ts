import { createReadStream, createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { bigBytes, bigKey } from '../corpus.js'
import { type NodeKit, refused } from '../node-sdk.js'
import { digest } from '../ours/objects.js'
import { same } from '../report.js'

interface Task {
  readonly id: string
  readonly state: string
}
interface Progress {
  readonly loaded: number
  readonly percent: number
}

const mebibyte = 1024 ** 2

/** Files through the high-level calls: many at once, paused and gone on with, resumed, given up, downloaded in parts, streamed. */
export async function drive({ sdk, sdkWith, at, ours, cache, check }: NodeKit): Promise<void> {
  const read = async (Key: string) => ((await sdk['getObject']!({ ...at, Key })) as { Body: Buffer }).Body
  const head = async (Key: string) => ((await sdk['headObject']!({ ...at, Key })) as { headers: Record<string, string> }).headers
  const uploadsOf = async (Prefix: string) => (await sdk['multipartList']!({ ...at, Prefix, EncodingType: 'url' }))['Upload'] as unknown[]
  const folder = await mkdtemp(path.join(cache, 'transfers-'))
  const [big, small] = [path.join(folder, 'big.bin'), path.join(folder, 'small.bin')]
  await writeFile(big, bigBytes())
  await writeFile(small, 'small bytes')

  try {
    await check('uploads many files at once', async () => {
      const [finished, seen] = [[] as string[], [] as Progress[]]
      const { files } = (await sdk['uploadFiles']!({
        files: [
          { ...at, Key: 'many/big 照片.bin', FilePath: big, 'x-cos-meta-owner': 'ada', StorageClass: 'STANDARD_IA' },
          { ...at, Key: 'many/small.txt', FilePath: small, CacheControl: 'max-age=5' },
          { ...at, Key: 'many/none.txt', FilePath: path.join(folder, 'missing') },
        ],
        SliceSize: mebibyte,
        onProgress: (progress: Progress) => seen.push(progress),
        onFileFinish: (error: unknown, _: unknown, { Key }: { Key: string }) => finished.push(`${Key} ${error ? 'failed' : 'came'}`),
      })) as { files: { data?: { ETag: string; Location: string }; error?: unknown }[] }
      same(finished.sort(), ['many/big 照片.bin came', 'many/none.txt failed', 'many/small.txt came'])
      same(
        files.map(({ error }) => Boolean(error)),
        [false, false, true],
      )
      same(files[0]?.data?.Location.startsWith(`${at.Bucket}.cos.`), true)
      same(seen.length > 0, true)
      same(digest(await read('many/big 照片.bin')), digest(bigBytes()))
      const headers = await head('many/big 照片.bin')
      same([headers['x-cos-meta-owner'], headers['x-cos-storage-class']], ['ada', 'STANDARD_IA'])
      same([(await head('many/small.txt'))['cache-control'], (await read('many/small.txt')).toString()], ['max-age=5', 'small bytes'])
    })
    await check('pauses a task, shows it, and goes on', async () => {
      const slow = sdkWith({ ChunkParallelLimit: 1, ProgressInterval: 1 })
      let id = ''
      let isPaused = false
      const uploading = slow['sliceUploadFile']!({
        ...at,
        Key: 'paused.bin',
        FilePath: big,
        ChunkSize: mebibyte,
        TrafficLimit: 8 * 819_200,
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
      same(stateOf(), 'paused')
      same((await uploadsOf('paused.bin')).length, 1)
      slow['restartTask']!(id as never)
      await uploading
      same([stateOf(), await uploadsOf('paused.bin')], ['success', []])
      same(digest(await read('paused.bin')), digest(bigBytes()))
    })
    await check('goes on with the upload of another client', async () => {
      const chunk = { ...at, Key: 'resumed.bin', FilePath: big, ChunkSize: mebibyte }
      const first = sdkWith({ ChunkParallelLimit: 1, ProgressInterval: 1, UploadIdCacheLimit: 1, ConfCwd: folder })
      const begun = new Promise<void>((resolve) => {
        let id = ''
        first['sliceUploadFile']!(
          {
            ...chunk,
            onTaskReady: (taskId: string) => {
              id = taskId
            },
            onProgress: ({ loaded }: Progress) => {
              if (loaded < mebibyte) return
              first['cancelTask']!(id as never)
              resolve()
            },
          },
          () => {},
        )
      })
      await begun
      await pause(100)
      const [found] = (await uploadsOf('resumed.bin')) as { UploadId: string }[]
      const { Part } = (await sdk['multipartListPart']!({ ...at, Key: 'resumed.bin', UploadId: found!.UploadId })) as { Part: unknown[] }
      same(Part.length >= 1, true)
      const second = sdkWith({ ConfCwd: folder })
      await second['sliceUploadFile']!(chunk)
      same(await uploadsOf('resumed.bin'), [])
      same(digest(await read('resumed.bin')), digest(bigBytes()))
    })
    for (const [Level, more] of [
      ['task', true],
      ['file', false],
      ['bucket', false],
    ] as const)
      await check(`gives uploads up by ${Level}`, async () => {
        const { UploadId } = await sdk['multipartInit']!({ ...at, Key: 'given up/ä b' })
        await sdk['multipartInit']!({ ...at, Key: 'given up/ä b' })
        await sdk['abortUploadTask']!({
          ...at,
          Level,
          ...(Level === 'bucket' ? {} : { Key: 'given up/ä b' }),
          ...(more ? { UploadId } : {}),
        })
        same((await uploadsOf('given up/')).length, more ? 1 : 0)
      })
    await check('lists uploads page by page, and by folders', async () => {
      for (const Key of ['up/a', 'up/a', 'up/b/1', 'up/c']) await sdk['multipartInit']!({ ...at, Key })
      const found: string[] = []
      let [KeyMarker, UploadIdMarker] = ['', '']
      do {
        const page = await sdk['multipartList']!({ ...at, Prefix: 'up/', MaxUploads: 1, KeyMarker, UploadIdMarker })
        found.push(...(page['Upload'] as { Key: string }[]).map(({ Key }) => Key))
        const next = page['IsTruncated'] === 'true'
        KeyMarker = next ? (page['NextKeyMarker'] as string) : ''
        UploadIdMarker = next ? (page['NextUploadIdMarker'] as string) : ''
      } while (KeyMarker !== '')
      same(found, ['up/a', 'up/a', 'up/b/1', 'up/c'])
      const page = await sdk['multipartList']!({ ...at, Prefix: 'up/', Delimiter: '/' })
      // Of a single one it makes no list.
      same([(page['Upload'] as unknown[]).length, page['CommonPrefixes']], [3, { Prefix: 'up/b/' }])
      await sdk['abortUploadTask']!({ ...at, Level: 'bucket' })
    })
    await check('downloads a file of ours in parts', async () => {
      const target = path.join(folder, 'down.bin')
      const seen: Progress[] = []
      const options = { ChunkSize: mebibyte, ParallelLimit: 2, RetryTimes: 1, onProgress: (progress: Progress) => seen.push(progress) }
      await sdk['downloadFile']!({ Bucket: ours, Region: at.Region, Key: bigKey, FilePath: target, ...options })
      same(digest(await readFile(target)), digest(bigBytes()))
      same(seen.at(-1)?.loaded, bigBytes().length)
      await sdk['putObject']!({ ...at, Key: 'tiny', Body: 'tiny' })
      await sdk['downloadFile']!({ ...at, Key: 'tiny', FilePath: target })
      same((await readFile(target)).toString(), 'tiny')
      same((await refused(sdk['downloadFile']!({ ...at, Key: 'none', FilePath: target })))[0], 404)
    })
    await check('reads into a stream, and out of one', async () => {
      const target = path.join(folder, 'out.bin')
      const from = { Bucket: ours, Region: at.Region, Key: bigKey }
      await sdk['getObject']!({ ...from, Output: createWriteStream(target) })
      same(digest(await readFile(target)), digest(bigBytes()))
      const pieces: Buffer[] = []
      const stream = sdk['getObjectStream']!({ ...from, Range: 'bytes=10-99' }, () => {}) as unknown as AsyncIterable<Buffer>
      for await (const piece of stream) pieces.push(piece)
      same(digest(Buffer.concat(pieces)), digest(bigBytes().subarray(10, 100)))
    })
    await check('puts streams, texts, nothing, and folders', async () => {
      await sdk['putObject']!({ ...at, Key: 'stream', Body: createReadStream(big), ContentLength: bigBytes().length })
      same(digest(await read('stream')), digest(bigBytes()))
      await sdk['putObject']!({ ...at, Key: 'unknown length', Body: createReadStream(small) })
      same((await read('unknown length')).toString(), 'small bytes')
      await sdk['putObject']!({ ...at, Key: 'text', Body: 'tëxt' })
      same((await read('text')).toString(), 'tëxt')
      await sdk['putObject']!({ ...at, Key: 'folder/', Body: '' })
      same([(await head('folder/'))['content-length'], (await read('folder/')).length], ['0', 0])
    })
    await check('puts with all the headers a program gives', async () => {
      // It knows no member for the language, though its documentation names one.
      const Headers = { 'x-cos-tagging': 'a=1&b=%E4%B8%AD', 'x-cos-meta-other': 'x y', 'Content-Language': 'de' }
      const given = {
        Headers,
        ACL: 'public-read',
        'x-cos-meta-owner': 'ada',
        CacheControl: 'no-cache',
        ContentDisposition: 'attachment; filename="a.txt"',
        ContentEncoding: 'identity',
        ContentType: 'text/x-given',
        Expires: 'Fri, 01 Jan 2100 00:00:00 GMT',
        StorageClass: 'STANDARD_IA',
        TrafficLimit: 819_200,
        Expect: '100-continue',
      }
      await sdk['putObject']!({ ...at, Key: 'given', Body: 'given', ...given })
      const headers = await head('given')
      const names = ['cache-control', 'content-disposition', 'content-encoding', 'content-language', 'content-type', 'expires']
      same(
        names.map((name) => headers[name]),
        [given.CacheControl, given.ContentDisposition, 'identity', 'de', 'text/x-given', given.Expires],
      )
      same([headers['x-cos-meta-owner'], headers['x-cos-meta-other'], headers['x-cos-storage-class']], ['ada', 'x y', 'STANDARD_IA'])
      same((await sdk['getObjectTagging']!({ ...at, Key: 'given' }))['Tags'], [
        { Key: 'a', Value: '1' },
        { Key: 'b', Value: '中' },
      ])
      same((await sdk['getObjectAcl']!({ ...at, Key: 'given' }))['ACL'], 'public-read')
    })
    await check('has bytes checked by MD5', async () => {
      const careful = sdkWith({ UploadCheckContentMd5: true })
      await careful['putObject']!({ ...at, Key: 'checked', Body: Buffer.from('checked') })
      same((await read('checked')).toString(), 'checked')
      await careful['sliceUploadFile']!({ ...at, Key: 'checked.bin', FilePath: big, ChunkSize: mebibyte })
      same(digest(await read('checked.bin')), digest(bigBytes()))
    })
    await check('copies a big object of its own, and a small one, by the high-level call', async () => {
      const copy = async (from: string, Key: string) => {
        const CopySource = `${at.Bucket}.cos.${at.Region}.myqcloud.com/${encodeURIComponent(from)}`
        const seen: Progress[] = []
        const sizes = { CopySliceSize: 2 * mebibyte, CopyChunkSize: mebibyte, onProgress: (progress: Progress) => seen.push(progress) }
        await sdk['sliceCopyFile']!({ ...at, Key, CopySource, ...sizes })
        same(digest(await read(Key)), digest(await read(from)))
      }
      await copy('many/big 照片.bin', 'copies/big 照片.bin')
      await copy('many/small.txt', 'copies/small.txt')
      const headers = await head('copies/big 照片.bin')
      same(headers['x-cos-meta-owner'], 'ada')
    })
    await check('gets a cancelled upload out of the way', async () => {
      let [id, isMoving] = ['', false]
      const slow = sdkWith({ ProgressInterval: 1, ChunkParallelLimit: 1 })
      slow['sliceUploadFile']!(
        {
          ...at,
          Key: 'cancelled.bin',
          FilePath: big,
          ChunkSize: mebibyte,
          onTaskReady: (taskId: string) => {
            id = taskId
          },
          onProgress: ({ percent }: Progress) => {
            isMoving = percent > 0
          },
        },
        () => {},
      )
      while (!isMoving) await pause(1)
      slow['cancelTask']!(id as never)
      await pause(100)
      same((slow['getTaskList']!({}) as unknown as Task[]).find((task) => task.id === id)?.state, 'canceled')
      await sdk['abortUploadTask']!({ ...at, Level: 'file', Key: 'cancelled.bin' })
      same(await uploadsOf('cancelled.bin'), [])
    })
  } finally {
    await rm(folder, { recursive: true })
  }
}
