import { createServer, request } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import type { NodeKit } from '../node-sdk.js'
import { same } from '../report.js'

/** The options of a client: where it sends its requests and in which form, how it signs them, and through whom they go. */
export async function drive({ Sdk, sdk, sdkWith, at, port, credentials, temporary, check }: NodeKit): Promise<void> {
  const { Bucket, Region } = at
  const text = async (client: typeof sdk, Key: string) => ((await client['getObject']!({ ...at, Key })) as { Body: Buffer }).Body.toString()
  const roundTrip = async (client: typeof sdk, Key = 'ä b/c.txt') => {
    await client['putObject']!({ ...at, Key, Body: `bytes of ${Key}` })
    same(await text(client, Key), `bytes of ${Key}`)
    const { Contents } = (await client['getBucket']!({ ...at, Prefix: Key })) as { Contents: { Key: string }[] }
    same(
      Contents.map((item) => item.Key),
      [Key],
    )
    await client['deleteObject']!({ ...at, Key })
  }

  for (const [name, options] of [
    ['the other domain', { Domain: `{Bucket}.cos.{Region}.tencentcos.cn:${port}` }],
    ['the internal domain', { Domain: `{Bucket}.cos-internal.{Region}.tencentcos.cn:${port}` }],
    ['the host of acceleration', { Domain: `{Bucket}.cos.accelerate.myqcloud.com:${port}` }],
    ['a scheme in the domain', { Domain: `http://{Bucket}.cos.{Region}.myqcloud.com:${port}` }],
    ['its own connections', { KeepAlive: false }],
    ['a time limit', { Timeout: 60_000 }],
    ['its own name', { UserAgent: 'interop/1' }],
    ['a host that is not signed', { ForceSignHost: false }],
    ['credentials as one member', { SecretId: undefined, SecretKey: undefined, Credentials: credentials }],
    ['credentials that end', { SecretId: temporary.secretId, SecretKey: temporary.secretKey, SecurityToken: temporary.securityToken }],
    ['redirects followed', { FollowRedirect: true }],
    ['no look at the region', { CompatibilityMode: true }],
  ] as const)
    await check(`works with ${name}`, async () => {
      if (name.includes('acceleration')) await sdk['putBucketAccelerate']!({ ...at, AccelerateConfiguration: { Status: 'Enabled' } })
      await roundTrip(sdkWith(options as Record<string, unknown>))
    })
  await check('asks a function for signatures', async () => {
    const getAuthorization = (options: Record<string, unknown>, done: (answer: unknown) => void) => {
      const { Method, Pathname, Query, Headers, Bucket: ofBucket, Region: ofRegion } = options
      const { secretId: SecretId, secretKey: SecretKey } = credentials
      done({
        Authorization: Sdk.getAuthorization({ SecretId, SecretKey, Method, Pathname, Query, Headers, ofBucket, ofRegion, Expires: 60 }),
      })
    }
    await roundTrip(sdkWith({ SecretId: undefined, SecretKey: undefined, getAuthorization }))
  })
  await check('asks a function for credentials', async () => {
    const getAuthorization = (_: unknown, done: (answer: unknown) => void) => {
      const { secretId: TmpSecretId, secretKey: TmpSecretKey, securityToken: SecurityToken } = temporary
      const StartTime = Math.floor(Date.now() / 1000)
      done({ TmpSecretId, TmpSecretKey, SecurityToken, StartTime, ExpiredTime: StartTime + 600 })
    }
    await roundTrip(sdkWith({ SecretId: undefined, SecretKey: undefined, getAuthorization }))
  })
  await check('corrects its clock by an answer', async () => {
    const slow = sdkWith({ SystemClockOffset: -3_600_000 })
    same((await slow['getBucket']!(at))['Name'], Bucket)
    const fast = sdkWith({ SystemClockOffset: 3_600_000 })
    same((await fast['getBucket']!(at))['Name'], Bucket)
  })
  await check('keeps the first slash of a key when asked to', async () => {
    await sdkWith({ UseRawKey: true })['putObject']!({ ...at, Key: '/raw', Body: 'raw' })
    await sdk['putObject']!({ ...at, Key: '/cut', Body: 'cut' })
    const { Contents } = (await sdk['getBucket']!(at)) as { Contents: { Key: string }[] }
    same(
      Contents.map(({ Key }) => Key),
      ['/raw', 'cut'],
    )
    await sdkWith({ UseRawKey: true })['deleteObject']!({ ...at, Key: '/raw' })
  })
  await check('goes through a proxy', async () => {
    const seen: string[] = []
    const proxy = createServer((asked, answer) => {
      seen.push(asked.url ?? '')
      const url = new URL(asked.url ?? '')
      const onward = request(
        { host: '127.0.0.1', port: url.port, path: `${url.pathname}${url.search}`, method: asked.method, headers: asked.headers },
        (back) => {
          answer.writeHead(back.statusCode ?? 500, back.headers)
          back.pipe(answer)
        },
      )
      asked.pipe(onward)
    })
    proxy.on('connect', (_, socket, first) => {
      seen.push('CONNECT')
      const onward = connect(port, '127.0.0.1', () => {
        socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
        onward.write(first)
        onward.pipe(socket)
        socket.pipe(onward)
      })
      onward.on('error', () => socket.destroy())
      socket.on('error', () => onward.destroy())
    })
    await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
    const through = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`
    try {
      await roundTrip(sdkWith({ Proxy: through, KeepAlive: false }))
      same(seen.length > 0, true)
      await roundTrip(sdkWith({ Proxy: through, Tunnel: true, KeepAlive: false }))
      same(seen.includes('CONNECT'), true)
    } finally {
      proxy.closeAllConnections()
      proxy.close()
    }
  })
  await check('makes URLs that work, in all their forms', async () => {
    await sdk['putObject']!({ ...at, Key: '照片/a b.txt', Body: 'shown', ACL: 'private' })
    const urlWith = (options: object) => sdk['getObjectUrl']!({ ...at, Key: '照片/a b.txt', ...options }, () => {}) as unknown as string
    const status = async (url: string, init?: RequestInit) => (await fetch(url, init)).status
    same(await status(urlWith({ Sign: false })), 403)
    same(await status(urlWith({ Expires: 60 })), 200)
    same(await status(urlWith({ Method: 'HEAD' }), { method: 'HEAD' }), 200)
    same(await status(urlWith({ Method: 'PUT' }), { method: 'PUT', body: 'new' }), 200)
    same(await status(urlWith({ Method: 'GET' }), { method: 'PUT', body: 'other' }), 403)
    const shown = await fetch(urlWith({ Query: { 'response-content-disposition': 'attachment; filename="ä.txt"', 'x-other': '1' } }))
    same([shown.status, shown.headers.get('content-disposition')?.startsWith('attachment'), await shown.text()], [200, true, 'new'])
    const custom = await fetch(urlWith({ QueryString: 'response-content-type=text/x-shown' }))
    same([custom.status, custom.headers.get('content-type')], [200, 'text/x-shown'])
    same(await status(urlWith({ Domain: `${Bucket}.cos.${Region}.tencentcos.cn:${port}` })), 200)
    same(await status(urlWith({ Method: 'DELETE' }), { method: 'DELETE' }), 204)
  })
  await check('makes signatures for the sign parameter of a URL', async () => {
    await sdk['putObject']!({ ...at, Key: '1mb.zip', Body: 'zip' })
    const auth = sdk['getAuth']!({ Method: 'get', Key: '1mb.zip', Expires: 60 }) as unknown as string
    const url = `http://${Bucket}.cos.${Region}.myqcloud.com:${port}/1mb.zip`
    const [inSign, inQuery] = await Promise.all([fetch(`${url}?sign=${encodeURIComponent(auth)}`), fetch(`${url}?${auth}`)])
    same([inSign.status, inQuery.status], [200, 200])
    same((await fetch(url, { headers: { authorization: auth } })).status, 200)
  })
}
