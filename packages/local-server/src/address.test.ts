import { expect, test } from 'vitest'
import { createAddressing } from './address.js'
import type { Fault } from './fault.js'

const addressOf = createAddressing({ 'files.example.com': 'files-1250000000' })
const bucket = 'photos-1250000000'

test.each([
  [`${bucket}.cos.ap-guangzhou.myqcloud.com`, '/a/b', bucket, 'a/b', 'ap-guangzhou'],
  [`${bucket}.cos.ap-guangzhou.myqcloud.com:8080`, '/', bucket, undefined, 'ap-guangzhou'],
  [`${bucket}.COS.ap-guangzhou.tencentcos.cn`, '/', bucket, undefined, 'ap-guangzhou'],
  [`${bucket}.cos-internal.ap-beijing-1.tencentcos.cn`, '/', bucket, undefined, 'ap-beijing-1'],
  [`${bucket}.cn-south.myqcloud.com`, '/', bucket, undefined, 'cn-south'],
  [`${bucket}.localhost:9000`, '/a', bucket, 'a', undefined],
  [`${bucket}.cos.example.com`, `/${bucket}/a`, bucket, `${bucket}/a`, undefined],
  ['files.example.com', '/a', 'files-1250000000', 'a', undefined],
  ['127.0.0.1:9000', '/', undefined, undefined, undefined],
  ['127.0.0.1:9000', `/${bucket}`, bucket, undefined, undefined],
  ['127.0.0.1:9000', `/${bucket}/`, bucket, undefined, undefined],
  ['127.0.0.1:9000', `/${bucket}//a/../b`, bucket, '/a/../b', undefined],
  ['localhost', `/${bucket}/a`, bucket, 'a', undefined],
  ['', `/${bucket}/a`, bucket, 'a', undefined],
  ['cos.ap-shanghai.myqcloud.com', `/${bucket}/a`, bucket, 'a', 'ap-shanghai'],
  ['cos.ap-shanghai.myqcloud.com', '/', undefined, undefined, 'ap-shanghai'],
  ['service.cos.myqcloud.com', '/', undefined, undefined, undefined],
])('%s %s', (host, path, expected, key, region) => {
  expect(addressOf(host, path)).toEqual({ bucket: expected, key, region })
})

test.each([
  [`${bucket}.cos-website.ap-guangzhou.myqcloud.com`, bucket, 'ap-guangzhou', 'website'],
  [`${bucket}.cos-website.localhost:9000`, bucket, undefined, 'website'],
  [`${bucket}.cos.accelerate.myqcloud.com`, bucket, undefined, 'accelerate'],
  ['Pages.example.com:80', bucket, undefined, 'website'],
])('%s stands for more than the bucket', (host, expected, region, kind) => {
  const domains = new Map([['pages.example.com', { bucket, kind: 'website' as const }]])
  expect(addressOf(host, '/a', domains)).toEqual({ bucket: expected, key: 'a', region, kind })
})

test.each([
  ['127.0.0.1:9000', '/not_a_bucket/a', 'InvalidBucketName'],
  ['127.0.0.1:9000', '*', 'InvalidURI'],
  [`${bucket}.ci.ap-guangzhou.myqcloud.com`, '/jobs', 'NotImplemented'],
])('%s %s is refused: %s', (host, path, code) => {
  expect(() => addressOf(host, path)).toThrow(expect.objectContaining({ code }) as Fault)
})
