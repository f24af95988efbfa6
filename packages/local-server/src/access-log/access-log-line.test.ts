import { expect, test } from 'vitest'
import { accessLogLine } from './access-log-line.js'
import type { AccessRecord } from './access-record.js'

const record: AccessRecord = {
  bucket: 'photos-1250000000',
  region: 'ap-guangzhou',
  owner: '100000000001',
  endedAtMs: Date.UTC(2026, 0, 2, 3, 4, 5, 678),
  host: 'photos-1250000000.cos.ap-guangzhou.myqcloud.com',
  operation: 'GetObject',
  remoteAddress: '127.0.0.1',
  secretId: 'AKIDexample',
  requester: '100000000001:100000000001',
  requestBytes: 0,
  answerBytes: 5,
  path: '/a b/猫',
  method: 'GET',
  target: '/a%20b/%E7%8C%AB?q-signature=0123&response-expires=1',
  userAgent: 'test "agent"\n2',
  referer: undefined,
  status: 200,
  errorCode: undefined,
  durationMs: 12,
  storageClass: 'STANDARD',
  requestId: 'NWQ1',
  objectSizeBytes: 5,
  versionId: undefined,
}

test('a line has the 31 fields of COS, and no signature', () => {
  const line = accessLogLine(record)
  expect(line).toBe(
    '1.0 photos-1250000000 ap-guangzhou 2026-01-02T03:04:05Z photos-1250000000.cos.ap-guangzhou.myqcloud.com GetObject 127.0.0.1 ' +
      'AKIDexample - 0 - /a%20b/%E7%8C%AB get "test %22agent%22%0A2" 200 - - 5 12 USER STANDARD 100000000001 12 ' +
      '100000000001:100000000001 NWQ1 5 - - - "GET /a%20b/%E7%8C%AB?q-signature=-&response-expires=1 HTTP/1.1" "0"',
  )
  expect(line.match(/"[^"]*"|\S+/g)).toHaveLength(31)
})

test('what a client sends cannot add fields or lines', () => {
  const line = accessLogLine({ ...record, userAgent: '"x" 1\r\n1.0', referer: 'a b', target: '/"\n', path: '/"\n', operation: undefined })
  expect(line).not.toMatch(/[\r\n]/)
  expect(line.match(/"[^"]*"|\S+/g)).toHaveLength(31)
})
