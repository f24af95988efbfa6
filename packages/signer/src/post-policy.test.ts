import { describe, expect, test } from 'vitest'
import { signPostPolicy } from './post-policy.js'
import { signRtmpUrl } from './sign-rtmp-url.js'
import { verifyPostPolicy } from './verify-post-policy.js'

const credentials = { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLE' }
const at = 1_700_000_000
const options = { startsAt: at }
const lookup = (secretId: string) => (secretId === credentials.secretId ? credentials : undefined)
const form = {
  bucket: 'examplebucket-1250000000',
  fields: { acl: 'private' },
  startsWith: { key: 'folder/', 'Content-Type': 'image/' },
  contentLengthRange: [1, 1024] as const,
}
const filledIn = { key: 'folder/a.png', 'Content-Type': 'image/png' }

function codeOf(fields: Record<string, string>, more: object = {}): string {
  const result = verifyPostPolicy({ ...fields, ...filledIn, ...more }, lookup, { at, bucket: form.bucket })
  return result.ok ? 'ok' : result.code
}

describe('a form', () => {
  const { fields } = signPostPolicy(form, credentials, options)

  test('holds its policy with every condition, those of the signature too', () => {
    expect(JSON.parse(atob(fields['policy']!))).toEqual({
      expiration: '2023-11-14T22:28:20.000Z',
      conditions: [
        ['starts-with', '$key', 'folder/'],
        ['starts-with', '$Content-Type', 'image/'],
        ['content-length-range', 1, 1024],
        { bucket: 'examplebucket-1250000000' },
        { acl: 'private' },
        { 'q-sign-algorithm': 'sha1' },
        { 'q-ak': 'AKIDEXAMPLE' },
        { 'q-sign-time': '1700000000;1700000900' },
      ],
    })
    expect(fields['acl']).toBe('private')
  })

  test('verifies when filled in as the policy wants it', () => {
    const result = verifyPostPolicy({ ...fields, ...filledIn }, lookup, { at, bucket: form.bucket })
    expect(result).toEqual({ ok: true, secretId: 'AKIDEXAMPLE', contentLengthRange: [1, 1024] })
  })

  test('is refused when a field breaks its condition, or the policy is another', () => {
    expect(codeOf(fields, { key: 'other/a.png' })).toBe('AccessDenied')
    expect(codeOf(fields, { acl: 'public-read' })).toBe('AccessDenied')
    expect(codeOf(fields, { 'q-key-time': '1700000000;1700000901' })).toBe('SignatureDoesNotMatch')
    expect(codeOf(fields, { policy: btoa('{}') })).toBe('SignatureDoesNotMatch')
    expect(codeOf(fields, { policy: '%' })).toBe('InvalidPolicyDocument')
    expect(codeOf(fields, { 'q-ak': 'AKIDOTHER' })).toBe('InvalidAccessKeyId')
    const { acl: _, ...withoutAcl } = fields
    expect(codeOf(withoutAcl)).toBe('AccessDenied')
    expect(verifyPostPolicy({ ...fields, ...filledIn }, lookup, { at, bucket: 'other-1250000000' })).toMatchObject({ code: 'AccessDenied' })
    expect(verifyPostPolicy({ ...fields, ...filledIn }, lookup, { at: at + 901 })).toMatchObject({ message: 'Request has expired' })
  })

  test('without a signature is anonymous', () => {
    expect(verifyPostPolicy(filledIn, lookup)).toMatchObject({ ok: false, anonymous: true })
  })

  test('carries the token of temporary credentials, as a condition too', () => {
    const temporary = { ...credentials, securityToken: 'TOKEN+/==' }
    const signed = signPostPolicy({ fields: { key: 'a' } }, temporary, options).fields
    expect(atob(signed['policy']!)).toContain('{"x-cos-security-token":"TOKEN+/=="}')
    expect(verifyPostPolicy(signed, () => temporary, { at })).toMatchObject({ ok: true })
  })
})

test('a policy text that lacks the conditions of the signature cannot be used', () => {
  const { fields } = signPostPolicy({ policy: '{"expiration":"2033-01-01T00:00:00Z","conditions":[]}' }, credentials, options)
  expect(codeOf(fields)).toBe('InvalidPolicyDocument')
})

test('a size range that is none is refused', () => {
  expect(() => signPostPolicy({ contentLengthRange: [2, 1] }, credentials)).toThrow('contentLengthRange')
})

test('a live channel refuses what others could read otherwise', () => {
  const channel = { bucket: 'b-1', channel: 'ch', host: 'b-1.cos.ap-guangzhou.myqcloud.com', parameters: { a: 'x y&z' } }
  expect(() => signRtmpUrl(channel, credentials, options)).toThrow('parameters.a')
  expect(() => signRtmpUrl({ ...channel, parameters: {} }, credentials, { ...options, pushSeconds: 59 })).toThrow('pushSeconds')
  expect(signRtmpUrl(channel, credentials, { ...options, allowsAmbiguous: true })).toContain('&a=x y&z')
})
