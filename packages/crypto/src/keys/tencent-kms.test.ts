import { inspect } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { chunkedFormat } from '../chunked/chunked-format.js'
import { kmsKey } from './kms-key.js'
import { startKmsStub } from './kms-stub.fixture.js'
import { tencentKms } from './tencent-kms.js'

const credentials = { secretId: 'AKIDkms', secretKey: 'kms-secret' }
const stub = await startKmsStub(credentials)
afterAll(() => stub.close())
const service = tencentKms({ credentials: async () => credentials, region: 'ap-guangzhou', endpoint: stub.endpoint })
const key = kmsKey({ id: 'key-1', service })

test('an envelope is wrapped and opened by the service, which is told what belongs together', async () => {
  const { metadata } = await chunkedFormat().create([key], { sizeBytes: 1, isInParts: false })
  await chunkedFormat().open(metadata, [key])
  expect(stub.requests.map(({ action, body }) => [action, body['KeyId']])).toEqual([
    ['Encrypt', 'key-1'],
    ['Decrypt', undefined],
  ])
  const [context, again] = stub.requests.map(({ body }) => body['EncryptionContext'])
  expect(context).toBe(again)
  expect(JSON.parse(context!)).toEqual({ 'cos-encryption': metadata['cos-encryption']!.replace(/;key=.*/, '') })
})

test('the context of the Go client is its material description, or nothing', async () => {
  const wrapped = await key.wrap(new Uint8Array(32).fill(5), '{"region":"ap-guangzhou"}')
  expect(stub.requests.at(-1)?.body['EncryptionContext']).toBe('{"region":"ap-guangzhou"}')
  expect(await key.unwrap(wrapped, '{"region":"ap-guangzhou"}')).toEqual(new Uint8Array(32).fill(5))
  await key.wrap(new Uint8Array(16), '')
  expect(stub.requests.at(-1)?.body).not.toHaveProperty('EncryptionContext')
})

test('refusals of the service keep their code and tell no secret', async () => {
  const wrapped = await key.wrap(new Uint8Array(32), 'a')
  await expect(key.unwrap(wrapped, 'b')).rejects.toMatchObject({ name: 'CosError', code: 'InvalidParameterValue.InvalidCiphertext' })
  await expect(kmsKey({ id: 'key-2', service }).unwrap(wrapped, 'a')).rejects.toMatchObject({ code: 'KmsKey' })
  const wrong = tencentKms({ credentials: { ...credentials, secretKey: 'other-secret' }, region: 'ap-guangzhou', endpoint: stub.endpoint })
  const error: unknown = await kmsKey({ id: 'key-1', service: wrong })
    .wrap(new Uint8Array(32), '')
    .catch((caught: unknown) => caught)
  expect(error).toMatchObject({ code: 'AuthFailure.SignatureFailure' })
  expect(inspect(error, { depth: 9 })).not.toContain('other-secret')
})

test('a service that is not there is a failure of transport', async () => {
  const gone = tencentKms({ credentials, region: 'ap-guangzhou', endpoint: 'http://127.0.0.1:1' })
  await expect(kmsKey({ id: 'key-1', service: gone }).wrap(new Uint8Array(32), '')).rejects.toMatchObject({ name: 'TransportError' })
  expect(() => tencentKms({ credentials, region: '' })).toThrow(/region/)
})
