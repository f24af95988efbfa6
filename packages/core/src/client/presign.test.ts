import { describe, expect, test } from 'vitest'
// @boundaries-ignore the vectors are the signer's; there is no name to import them by
import presignedUrls from '../../../signer/src/vectors/presigned-url.json' with { type: 'json' }
import { GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '../commands/index.js'
import { SignedRequestCommand, type SignedRequestInput } from '../functions/signed-request-command.js'
import type { Clock } from './clock.js'
import { CosClient } from './cos-client.js'

interface RecordedUrl {
  readonly id: string
  readonly note: string
  readonly input: Pick<Required<SignedRequestInput>, 'method' | 'bucket' | 'key' | 'headers'> & {
    readonly params: Readonly<Record<string, string>>
    readonly scheme: string
    readonly domain: string | null
    readonly host: string
    readonly signHost: boolean
    readonly token: string | null
    readonly startTime: number
    readonly endTime: number
    readonly secretId: string
    readonly secretKey: string
  }
  readonly expected: { readonly python?: { readonly url?: string; readonly urlTokenAsParam?: string } }
}

const recorded = (presignedUrls.cases as unknown as RecordedUrl[]).filter(({ expected }) => expected.python)
const keys = { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLEkey' }
const address = { bucket: 'photos-1250000000', key: 'a.txt' }
const clockAt = (seconds: number): Clock => ({ now: () => seconds * 1000, random: () => 0, sleep: async () => {} })
const client = new CosClient({ region: 'ap-guangzhou', credentials: keys, clock: clockAt(1_700_000_000) })
const fieldsOf = (url: string) => Object.fromEntries([...new URL(url).searchParams].sort(([left], [right]) => (left < right ? -1 : 1)))

describe('a presigned URL', () => {
  test.each(recorded)('is the one the official SDKs make: $id, $note', async ({ input, expected }) => {
    const { method, bucket, key, params, headers, scheme, domain, host, signHost, token, startTime, endTime, secretId, secretKey } = input
    const own = new CosClient({
      credentials: { secretId, secretKey, securityToken: token ?? undefined },
      endpoint: () => ({ protocol: `${scheme}:` as 'https:', host: domain ?? host }),
      // Windows of ours begin a minute early.
      clock: clockAt(startTime + 60),
    })
    const command = new SignedRequestCommand({ method, bucket, key, query: params, headers })
    if (/[^ -~]/.test(JSON.stringify(headers))) {
      // No transport sends such a header as it was signed.
      await expect(own.presign(command)).rejects.toMatchObject({ name: 'InputError', member: 'headers.x-cos-meta-a' })
      return
    }
    const url = await own.presign(command, {
      expiresInSeconds: endTime - startTime - 60,
      signedHost: signHost ? undefined : false,
    })
    const reference = (token === null ? expected.python?.url : expected.python?.urlTokenAsParam)!
    expect(fieldsOf(url)).toEqual(fieldsOf(reference))
    expect(decodeURIComponent(new URL(url).pathname)).toBe(decodeURIComponent(new URL(reference).pathname))
  })

  test('covers the headers and overrides of its command', async () => {
    const put = await client.presign(new PutObjectCommand({ ...address, contentType: 'text/plain', metadata: { a: '1' } }))
    expect(fieldsOf(put)['q-header-list']).toBe('content-type;host;x-cos-meta-a')
    const get = await client.presign(new GetObjectCommand({ ...address, responseContentType: 'text/x-a', versionId: 'v' }))
    expect(fieldsOf(get)).toMatchObject({ 'q-url-param-list': 'response-content-type;versionid', 'response-content-type': 'text/x-a' })
  })

  test('pins the length of what is uploaded when one is given', async () => {
    expect(fieldsOf(await client.presign(new PutObjectCommand(address)))['q-header-list']).toBe('host')
    const pinned = await client.presign(new PutObjectCommand({ ...address, contentLength: 5 }))
    const other = await client.presign(new PutObjectCommand({ ...address, contentLength: 6 }))
    expect(fieldsOf(pinned)['q-header-list']).toBe('content-length;host')
    expect(fieldsOf(pinned)['q-signature']).not.toBe(fieldsOf(other)['q-signature'])
  })

  test('is for the host it goes to, for another that is named, or for any', async () => {
    const command = new HeadObjectCommand(address)
    const host = 'photos-1250000000.cos.ap-guangzhou.myqcloud.com'
    const usual = await client.presign(command)
    expect(await client.presign(command, { signedHost: host })).toBe(usual)
    const behind = await client.presign(command, { signedHost: 'cdn.example.com' })
    expect(new URL(behind).host).toBe(host)
    expect(fieldsOf(behind)['q-header-list']).toBe('host')
    const there = new CosClient({
      credentials: keys,
      clock: clockAt(1_700_000_000),
      endpoint: () => ({ protocol: 'https:', host: 'cdn.example.com' }),
    })
    expect(fieldsOf(behind)).toEqual(fieldsOf(await there.presign(command)))
    expect(fieldsOf(await client.presign(command, { signedHost: false }))['q-header-list']).toBe('')
  })

  test('cannot be made with a host or a time that cannot be', async () => {
    const command = new HeadObjectCommand(address)
    for (const [options, member] of [
      [{ signedHost: 'https://cdn.example.com/' }, 'signedHost'],
      [{ signedHost: '' }, 'signedHost'],
      [{ expiresInSeconds: 0 }, 'expiresInSeconds'],
      [{ expiresInSeconds: 1.5 }, 'expiresInSeconds'],
    ] as const) {
      await expect(client.presign(command, options)).rejects.toMatchObject({ name: 'InputError', member })
    }
  })
})
