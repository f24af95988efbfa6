import { isServiceError } from '@cos/core'
import { expect, test } from 'vitest'
import { isV4Error, V4Error } from './v4-error.js'

const errorOf = (v4Code: number, v4Message: string) =>
  new V4Error({ v4Code, v4Message, status: 403, operation: 'StatFile', method: 'GET', address: 'gz.file.myqcloud.com/files/v2/1/b/a' })

test('an error says what the service said, and what to do', () => {
  const error = errorOf(-97, 'ERROR_PROXY_AUTH_SIGN')
  expect(error.message).toContain('ERROR_PROXY_AUTH_SIGN (-97). Check that secretKey is that of secretId.')
  expect([error.code, error.v4Code, error.v4Message]).toEqual(['SignatureDoesNotMatch', -97, 'ERROR_PROXY_AUTH_SIGN'])
  expect(isServiceError(error, 'SignatureDoesNotMatch')).toBe(true)
})

test('a code that is not documented keeps its number', () => {
  const error = errorOf(-12345, '')
  expect([error.code, isV4Error(error, -12345), isV4Error(error, -97)]).toEqual(['V4Error-12345', true, false])
  expect(error.message).toContain('no reason given (-12345).')
})
