import {
  DeleteBucketDomainCertificateCommand,
  GetBucketDomainCertificateCommand,
  GetBucketDomainCommand,
  PutBucketDomainCertificateCommand,
  type PutBucketDomainCertificateInput,
  PutBucketDomainCommand,
} from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, failureOf, withBucket } from '../local-server.fixture.js'

const domainName = 'files.example.com'
/** Self-signed, from 2026-11-21 17:05:56 UTC on for a century. */
const cert = `-----BEGIN CERTIFICATE-----
MIIBjzCCATWgAwIBAgIUeac1tznSTeEgXKFEDdoGyHhX8XQwCgYIKoZIzj0EAwIw
HDEaMBgGA1UEAwwRZmlsZXMuZXhhbXBsZS5jb20wIBcNMjYxMTIxMTcwNTU2WhgP
MjEyNjEwMjgxNzA1NTZaMBwxGjAYBgNVBAMMEWZpbGVzLmV4YW1wbGUuY29tMFkw
EwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEcmZnSe+Zlyl1vwlI3SDWWd714DmjRwtl
Mk0rsQHKrPFJcE9ZceJQ1/Q/LvkT9dSrRB/Bu7pvBvPAqgY9AXRpTKNTMFEwHQYD
VR0OBBYEFDiRzpwa51nCk/zr4WRhK4NCtnQAMB8GA1UdIwQYMBaAFDiRzpwa51nC
k/zr4WRhK4NCtnQAMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIg
I589yDQhFAXB4ZqYTVMYi7464Og5QE0llUyi7BhixO4CIQD8ADbyMkwO9Caeulnw
WAm0O4fBs2Id786VeTuHWSp6xQ==
-----END CERTIFICATE-----
`

type Custom = PutBucketDomainCertificateInput['certificateInfo']['customCert']

async function prepared() {
  const { client } = await withBucket()
  const put = (customCert: Custom, domainNames: string[] = [domainName]) =>
    client.send(new PutBucketDomainCertificateCommand({ bucket, certificateInfo: { certType: 'CustomCert', customCert }, domainNames }))
  const get = (name = domainName) => client.send(new GetBucketDomainCertificateCommand({ bucket, domainName: name }))
  return { client, put, get }
}

test('a certificate is told of by its validity, for each of its domains, and never by its key', async () => {
  const { client, put, get } = await prepared()
  expect(await get()).toEqual({ status: 'Disabled' })
  await put({ cert, privateKey: 'secret' }, [domainName, 'WWW.example.com'])
  const seen = await get()
  expect(seen).toMatchObject({
    status: 'Enabled',
    certificateInfo: { validityBegin: new Date('2026-11-21T17:05:56Z'), validityExpire: new Date('2126-10-28T17:05:56Z') },
  })
  expect(JSON.stringify(seen)).not.toContain('secret')
  expect(await get('www.example.com')).toEqual(seen)
  await client.send(new DeleteBucketDomainCertificateCommand({ bucket, domainName }))
  expect(await get()).toEqual({ status: 'Disabled' })
  expect(await get('www.example.com')).toEqual(seen)
})

test('a certificate that is managed elsewhere is known by its id', async () => {
  const { put, get } = await prepared()
  await put({ certId: 'managed1' })
  expect(await get()).toEqual({ status: 'Enabled', certificateInfo: { certId: 'managed1' } })
})

test.each<[string, Custom, string[], string]>([
  ['no certificate', { cert: 'none', privateKey: 'k' }, [domainName], 'InvalidArgument'],
  ['a certificate without its key', { cert }, [domainName], 'MalformedXML'],
  ['a certificate for no domain', { cert, privateKey: 'k' }, [], 'MalformedXML'],
])('%s is refused', async (_, custom, names, code) => {
  const { put, get } = await prepared()
  expect(await failureOf(put(custom, names))).toMatchObject({ status: 400, code })
  expect(await get()).toEqual({ status: 'Disabled' })
})

test('what a TXT record would have to say is told before there is a domain, and stays', async () => {
  const { client } = await prepared()
  const error = await failureOf(client.send(new GetBucketDomainCommand({ bucket })))
  expect(error).toMatchObject({ status: 404, code: 'DomainConfigNotFoundError' })
  const told = (error['headers'] as Record<string, string>)['x-cos-domain-txt-verification']
  expect(told).toMatch(/^\w+$/)
  await client.send(new PutBucketDomainCommand({ bucket, rules: [{ name: domainName, status: 'ENABLED', type: 'REST' }] }))
  expect(await client.send(new GetBucketDomainCommand({ bucket }))).toMatchObject({ txtVerification: told })
})
