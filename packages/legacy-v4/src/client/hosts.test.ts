import { InputError } from '@cos/core'
import { describe, expect, test } from 'vitest'
import { hostsOf, type V4HostSettings } from './hosts.js'

const appId = 1_250_000_000
const places = (settings: Omit<V4HostSettings, 'appId'>) => {
  const { protocol, api, download, connectTo } = hostsOf({ appId, ...settings })
  return [protocol, api, download('box'), connectTo]
}

test.each([
  ['gz', 'gz'],
  ['guangzhou', 'gz'],
  ['shanghai', 'sh'],
  ['tianjin', 'tj'],
  ['tianjing', 'tj'],
  ['singapore', 'sgp'],
  ['xyz', 'xyz'],
])('the region %s is %s in hosts', (region, short) => {
  expect(places({ region })).toEqual(['https:', `${short}.file.myqcloud.com`, `box-1250000000.cos${short}.myqcloud.com`, undefined])
})

test('own hosts take the place of a region', () => {
  expect(places({ hostname: 'v4.example.com', downloadHostname: '{bucket}.files.example.com' })).toEqual([
    'https:',
    'v4.example.com',
    'box.files.example.com',
    undefined,
  ])
})

test('downloads can come from the delivery network, connections go elsewhere, and HTTP is used when asked for', () => {
  expect(places({ region: 'gz', downloadsFromCdn: true })[2]).toBe('box-1250000000.file.myqcloud.com')
  expect(places({ region: 'gz', protocol: 'http:' })[0]).toBe('http:')
  expect(places({ region: 'gz', endpoint: 'http://127.0.0.1:9000' })).toEqual([
    'http:',
    'gz.file.myqcloud.com',
    'box-1250000000.cosgz.myqcloud.com',
    '127.0.0.1:9000',
  ])
})

describe('what cannot be a host is refused:', () => {
  test.each([
    [{}, 'region'],
    [{ hostname: 'a.example.com' }, 'region'],
    [{ region: 'g/z' }, 'region'],
    [{ region: 'gz', hostname: 'https://a.example.com' }, 'hostname'],
    [{ region: 'gz', downloadHostname: 'a.example.com/path' }, 'downloadHostname'],
    [{ region: 'gz', endpoint: 'http://127.0.0.1:9000/path' }, 'endpoint'],
    [{ region: 'gz', endpoint: 'localhost:9000' }, 'endpoint'],
  ] as const)('%j', (settings, member) => {
    const attempt = () => hostsOf({ appId, ...settings })
    expect(attempt).toThrow(InputError)
    expect(attempt).toThrow(expect.objectContaining({ member }))
  })
})
