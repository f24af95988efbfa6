import { expect, test } from 'vitest'
import { sign } from './sign.js'
import { signUnchecked } from './sign-unchecked.js'

const credentials = { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLE' }
const request = {
  method: 'PUT',
  path: '/a b.txt',
  host: 'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com',
  query: { acl: '', prefix: 'ü/' },
  headers: { range: ' bytes=0-1 ', 'x-cos-meta-b': '1', date: 'today', 'x-cos-acl': undefined },
}

test('a good request is signed as by sign', () => {
  const options = { startsAt: 1_700_000_000, expiresInSeconds: 60 }
  const window = '1700000000;1700000060'
  expect(signUnchecked(request, credentials, window)).toBe(sign(request, credentials, options))
  expect(signUnchecked(request, { ...credentials }, window, { signHost: false })).toBe(
    sign(request, credentials, { ...options, signHost: false }),
  )
})
