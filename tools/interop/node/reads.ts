import { type NodeKit, refused } from '../node-sdk.js'
import { content, origin, unchangedSince } from '../ours/reads.js'
import { same } from '../report.js'

interface Answer {
  readonly Body?: Buffer
  readonly ETag: string
  readonly statusCode: number
  readonly headers: Readonly<Record<string, string>>
}

/** An object of our client: in ranges, under conditions, with other headers; and asked for by a page. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const get = async (options: object) => (await sdk['getObject']!({ ...at, Key: 'text', ...options })) as unknown as Answer
  const { ETag } = await get({})
  const [before, later] = [new Date(0).toUTCString(), unchangedSince.toUTCString()]

  for (const [Range, first, end] of [
    ['bytes=0-0', 0, 1],
    ['bytes=6-', 6, content.length],
    ['bytes=-4', content.length - 4, content.length],
    ['bytes=3-1000000', 3, content.length],
  ] as const) {
    await check(`reads ${Range}`, async () => {
      const { Body, statusCode, headers } = await get({ Range })
      same([statusCode, Body?.toString()], [206, content.slice(first, end)])
      same(headers['content-range'], `bytes ${first}-${end - 1}/${content.length}`)
    })
  }
  await check('is refused a range behind the end', async () => {
    same(await refused(get({ Range: `bytes=${content.length}-` })), [416, 'InvalidRange'])
  })
  await check('reads under conditions that hold', async () => {
    for (const condition of [{ IfMatch: ETag }, { IfNoneMatch: '"other"' }, { IfModifiedSince: before }, { IfUnmodifiedSince: later }])
      same((await get(condition)).Body?.toString(), content, JSON.stringify(condition))
  })
  await check('reads nothing under conditions that do not hold', async () => {
    same(await refused(get({ IfMatch: '"other"' })), [412, 'PreconditionFailed'])
    same(await refused(get({ IfUnmodifiedSince: before })), [412, 'PreconditionFailed'])
    same((await refused(get({ IfNoneMatch: ETag })))[0], 304)
    same(await get({ IfModifiedSince: later }), { NotModified: true })
    const head = await sdk['headObject']!({ ...at, Key: 'text', IfModifiedSince: later })
    same([head['NotModified'], head['statusCode']], [true, 304])
  })
  await check('asks for other headers', async () => {
    const { headers } = await get({
      ResponseContentType: 'text/x-other',
      ResponseContentLanguage: 'de',
      ResponseExpires: later,
      ResponseCacheControl: 'no-store',
      ResponseContentDisposition: 'attachment; filename="ä b.txt"',
      ResponseContentEncoding: 'identity',
    })
    same([headers['content-type'], headers['content-language'], headers['expires']], ['text/x-other', 'de', later])
    same([headers['cache-control'], headers['content-encoding']], ['no-store', 'identity'])
    same(headers['content-disposition']?.startsWith('attachment; filename="'), true)
  })
  await check('sees the headers our client stored', async () => {
    const { headers } = (await sdk['headObject']!({ ...at, Key: 'text' })) as unknown as Answer
    same([headers['cache-control'], headers['content-disposition'], headers['x-cos-meta-owner']], ['max-age=60', 'inline', 'ada'])
    same((await refused(sdk['headObject']!({ ...at, Key: 'none' })))[0], 404)
  })
  await check('asks what a page may do', async () => {
    const ask = (Origin: string, AccessControlRequestMethod: string) =>
      sdk['optionsObject']!({ ...at, Key: 'text', Origin, AccessControlRequestMethod, AccessControlRequestHeaders: 'x-cos-meta-a' })
    const allowed = await ask(origin, 'PUT')
    same([allowed['AccessControlAllowOrigin'], allowed['AccessControlMaxAge']], [origin, '60'])
    same([allowed['AccessControlAllowMethods'], allowed['AccessControlAllowHeaders']], ['PUT', 'x-cos-meta-a'])
    for (const [stranger, method] of [
      ['https://other.example', 'PUT'],
      [origin, 'DELETE'],
    ] as const)
      same((await ask(stranger, method))['OptionsForbidden'], true)
  })
}
