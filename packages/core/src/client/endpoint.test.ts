import { describe, expect, test } from 'vitest'
import { InputError } from '../errors/input-error.js'
import {
  accelerateEndpoint,
  customDomain,
  endpointOf,
  internalEndpoint,
  pathStyle,
  publicEndpoint,
  tencentcosEndpoint,
  viaAddress,
  virtualHosted,
} from './endpoint.js'

const photos = { bucket: 'photos-125', region: 'ap-guangzhou' }
const service = { bucket: undefined, region: undefined }

describe('named endpoints', () => {
  test.each([
    ['public', publicEndpoint, 'photos-125.cos.ap-guangzhou.myqcloud.com'],
    ['tencentcos', tencentcosEndpoint, 'photos-125.cos.ap-guangzhou.tencentcos.cn'],
    ['internal', internalEndpoint, 'photos-125.cos-internal.ap-guangzhou.tencentcos.cn'],
    ['accelerate', accelerateEndpoint, 'photos-125.cos.accelerate.myqcloud.com'],
  ])('%s puts the bucket into the host', (_, endpoint, host) => {
    expect(endpoint(photos)).toEqual({ protocol: 'https:', host })
  })

  test('the list of buckets goes to the service host', () => {
    expect(publicEndpoint(service).host).toBe('service.cos.myqcloud.com')
    expect(publicEndpoint({ bucket: undefined, region: 'ap-beijing' }).host).toBe('cos.ap-beijing.myqcloud.com')
  })

  test('a region already written as cos.<region> is understood', () => {
    expect(publicEndpoint({ ...photos, region: 'cos.ap-guangzhou' }).host).toBe('photos-125.cos.ap-guangzhou.myqcloud.com')
  })

  test('a missing region is refused by name', () => {
    expect(() => publicEndpoint({ bucket: 'photos-125', region: undefined })).toThrow(expect.objectContaining({ member: 'region' }))
  })

  test('a custom domain carries no bucket', () => {
    expect(customDomain('https://cdn.example.com')(photos)).toEqual({ protocol: 'https:', host: 'cdn.example.com' })
  })

  test('an address connects elsewhere under the usual host', () => {
    expect(viaAddress('http://10.0.0.1:8080')(photos)).toEqual({
      protocol: 'http:',
      host: 'photos-125.cos.ap-guangzhou.myqcloud.com',
      connectTo: '10.0.0.1:8080',
    })
  })
})

describe('the endpoint option', () => {
  test.each([
    ['http://127.0.0.1:9000', { protocol: 'http:', host: '127.0.0.1:9000', basePath: '/photos-125' }],
    ['http://localhost:9000', { protocol: 'http:', host: 'localhost:9000', basePath: '/photos-125' }],
    ['http://[::1]:9000', { protocol: 'http:', host: '[::1]:9000', basePath: '/photos-125' }],
    ['https://cos.example.com', { protocol: 'https:', host: 'photos-125.cos.example.com' }],
    ['https://cos.{region}.example.com', { protocol: 'https:', host: 'photos-125.cos.ap-guangzhou.example.com' }],
    ['https://{bucket}.cos.{region}.tencentcos.cn', { protocol: 'https:', host: 'photos-125.cos.ap-guangzhou.tencentcos.cn' }],
  ])('%s', (option, target) => {
    expect(endpointOf(option)(photos)).toEqual(target)
  })

  test('a template without a bucket drops its label for the service', () => {
    expect(endpointOf('https://{bucket}.cos.example.com')(service).host).toBe('cos.example.com')
  })

  test('a function is used as it is', () => {
    const own = () => ({ protocol: 'https:', host: 'x' }) as const
    expect(endpointOf(own)).toBe(own)
  })

  test.each(['not a url', 'ftp://host', 'https://host/path', 'https://user:pw@host', 'https://host?x=1'])(
    '%s is refused by name',
    (option) => {
      expect(() => endpointOf(option)).toThrow(InputError)
      expect(() => pathStyle(option)).toThrow(expect.objectContaining({ member: 'endpoint' }))
      expect(() => virtualHosted(option)).toThrow(InputError)
    },
  )
})
