import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { certificate } from '../certificate.js'
import type { NodeKit } from '../node-sdk.js'
import { same } from '../report.js'

type Answer = Record<string, never>

/** Configurations of buckets: put, read back and deleted by the official SDK, and what they do to whoever comes then. */
export async function drive({ sdk, at, port, check }: NodeKit): Promise<void> {
  const host = `${at.Bucket}.cos.${at.Region}.myqcloud.com`
  const visit = (name: string, path: string, headers: Record<string, string> = {}) =>
    fetch(`http://${name}:${port}${path}`, { headers, redirect: 'manual' })
  const codeOf = async (work: Promise<unknown>) => ((await work.catch((caught) => caught)) as { code?: string }).code
  // What this SDK has no method for.
  const request = (Method: string, Query: Record<string, string>, Body?: string) =>
    sdk['request']!({ ...at, Method, Key: '', Query, Body, Headers: Body === undefined ? {} : { 'Content-Type': 'application/xml' } })

  await check('lays out what visitors come for', async () => {
    await sdk['putBucketAcl']!({ ...at, ACL: 'public-read' })
    for (const Key of ['index.html', 'about.html']) await sdk['putObject']!({ ...at, Key, Body: Buffer.from(`page ${Key}`) })
  })
  await check('puts CORS rules, is answered by them, and deletes them', async () => {
    same((await sdk['getBucketCors']!(at))['CORSRules'], [])
    const rule = {
      AllowedOrigins: ['https://*.example.com'],
      AllowedMethods: ['GET', 'PUT'],
      AllowedHeaders: ['x-cos-meta-a'],
      ExposeHeaders: ['ETag'],
      MaxAgeSeconds: '60',
    }
    await sdk['putBucketCors']!({ ...at, CORSRules: [rule], ResponseVary: 'true' })
    const { CORSRules, ResponseVary } = (await sdk['getBucketCors']!(at)) as { CORSRules: Answer[]; ResponseVary: string }
    same([{ ...rule, ...CORSRules[0] }, CORSRules.length, ResponseVary], [rule, 1, 'true'])
    const asked = { ...at, Key: 'a', AccessControlRequestMethod: 'PUT', AccessControlRequestHeaders: 'x-cos-meta-a' }
    const allowed = await sdk['optionsObject']!({ ...asked, Origin: 'https://www.example.com' })
    same(
      [allowed['AccessControlAllowOrigin'], allowed['AccessControlAllowMethods'], allowed['AccessControlMaxAge']],
      ['https://www.example.com', 'GET, PUT', '60'],
    )
    same((await sdk['optionsObject']!({ ...asked, Origin: 'https://elsewhere.org' }))['OptionsForbidden'], true)
    const { headers } = await visit(host, '/index.html', { origin: 'https://www.example.com' })
    same(headers.get('access-control-expose-headers'), 'ETag')
    await sdk['deleteBucketCors']!(at)
    same((await sdk['getBucketCors']!(at))['CORSRules'], [])
  })
  await check('lists who may embed, and lets everybody again', async () => {
    const RefererConfiguration = {
      Status: 'Enabled',
      RefererType: 'White-List',
      DomainList: { Domains: ['*.example.com'] },
      EmptyReferConfiguration: 'Deny',
    }
    await sdk['putBucketReferer']!({ ...at, RefererConfiguration })
    const read = (await sdk['getBucketReferer']!(at))['RefererConfiguration'] as Answer
    same({ ...RefererConfiguration, ...read }, RefererConfiguration)
    const embed = async (referer: string) => (await visit(host, '/index.html', { referer })).status
    same([await embed('http://www.example.com/a'), await embed('http://elsewhere.org/')], [200, 403])
    await request('PUT', { referer: '' })
    same(await embed('http://elsewhere.org/'), 200)
  })
  await check('makes a website, visits it, and closes it', async () => {
    same((await sdk['getBucketWebsite']!(at))['WebsiteConfiguration'], {})
    const WebsiteConfiguration = {
      IndexDocument: { Suffix: 'index.html' },
      RoutingRules: [{ Condition: { KeyPrefixEquals: 'old' }, Redirect: { ReplaceKeyWith: 'about.html' } }],
    }
    await sdk['putBucketWebsite']!({ ...at, WebsiteConfiguration })
    const read = (await sdk['getBucketWebsite']!(at))['WebsiteConfiguration'] as Answer
    same({ ...WebsiteConfiguration, ...read }, WebsiteConfiguration)
    const site = `${at.Bucket}.cos-website.${at.Region}.myqcloud.com`
    same(await (await visit(site, '/')).text(), 'page index.html')
    same([(await visit(site, '/old')).status, (await visit(site, '/old')).headers.get('location')?.endsWith('/about.html')], [302, true])
    await sdk['deleteBucketWebsite']!(at)
    same((await visit(site, '/')).status, 404)
  })
  await check('gives the bucket a domain, which leads to it until it is taken away', async () => {
    same(await codeOf(sdk['getBucketDomain']!(at)), 'DomainConfigNotFoundError')
    const DomainRule = [{ Status: 'ENABLED', Name: 'node.example.com', Type: 'REST' }]
    await sdk['putBucketDomain']!({ ...at, DomainRule })
    same((await sdk['getBucketDomain']!(at))['DomainRule'], DomainRule)
    same(await (await visit('node.example.com', '/about.html')).text(), 'page about.html')
    await sdk['deleteBucketDomain']!(at)
    same(await codeOf(sdk['getBucketDomain']!(at)), 'DomainConfigNotFoundError')
  })
  await check('keeps a certificate of a domain, and forgets it', async () => {
    const of = { domaincertificate: '', domainname: 'node.example.com' }
    const custom = `<CustomCert><Cert>${certificate}</Cert><PrivateKey>none</PrivateKey></CustomCert>`
    const information = `<CertificateInfo><CertType>CustomCert</CertType>${custom}</CertificateInfo>`
    const list = '<DomainList><DomainName>node.example.com</DomainName></DomainList>'
    await request('PUT', { domaincertificate: '' }, `<DomainCertificate>${information}${list}</DomainCertificate>`)
    same(((await request('GET', of))['DomainCertificate'] as { Status: string }).Status, 'Enabled')
    await request('DELETE', of)
    same(((await request('GET', of))['DomainCertificate'] as { Status: string }).Status, 'Disabled')
  })
  await check('fetches what is missing from an origin, while there is one', async () => {
    const origin = createServer((asked, answer) => answer.end(`origin ${asked.url}`))
    await new Promise<void>((resolve) => origin.listen(0, '127.0.0.1', resolve))
    try {
      const HostName = `127.0.0.1:${(origin.address() as AddressInfo).port}`
      const OriginRule = [
        {
          RulePriority: '1',
          OriginType: 'Mirror',
          OriginCondition: { HTTPStatusCode: '404', Prefix: 'far/' },
          OriginParameter: { Protocol: 'HTTP' },
          OriginInfo: { HostInfo: [{ HostName }] },
        },
      ]
      await sdk['putBucketOrigin']!({ ...at, OriginRule })
      const [read] = (await sdk['getBucketOrigin']!(at))['OriginRule'] as { OriginCondition: unknown }[]
      same(read?.OriginCondition, OriginRule[0]!.OriginCondition)
      same(await (await visit(host, '/far/a')).text(), 'origin /far/a')
      await sdk['deleteBucketOrigin']!(at)
      same([(await visit(host, '/far/b')).status, await codeOf(sdk['getBucketOrigin']!(at))], [404, 'OriginConfigurationNotFoundError'])
    } finally {
      await new Promise((resolve) => origin.close(resolve))
    }
  })
  await check('enables acceleration, and suspends it', async () => {
    for (const Status of ['Enabled', 'Suspended']) {
      await sdk['putBucketAccelerate']!({ ...at, AccelerateConfiguration: { Status } })
      same((await sdk['getBucketAccelerate']!(at))['AccelerateConfiguration'], { Status, Type: 'COS' })
    }
  })
  await check('keeps both kinds of intelligent tiering', async () => {
    const first = '<Status>Enabled</Status><Transition><Days>30</Days><RequestFrequent>1</RequestFrequent></Transition>'
    const tier = '<Tiering><AccessTier>ARCHIVE_ACCESS</AccessTier><Days>90</Days></Tiering>'
    const of = { 'intelligent-tiering': '', id: 'a' }
    const document = (inside: string) => `<IntelligentTieringConfiguration>${inside}</IntelligentTieringConfiguration>`
    await request('PUT', { intelligenttiering: '' }, document(first))
    same(((await request('GET', { intelligenttiering: '' }))['IntelligentTieringConfiguration'] as { Status: string }).Status, 'Enabled')
    await request('PUT', of, document(`<Id>a</Id><Status>Enabled</Status>${tier}`))
    const read = (await request('GET', of))['IntelligentTieringConfiguration'] as { Id: string; Tiering: unknown }
    same([read.Id, read.Tiering], ['a', { AccessTier: 'ARCHIVE_ACCESS', Days: '90' }])
    await request('DELETE', of)
    same(await codeOf(request('GET', of)), 'NoSuchConfiguration')
  })
  await check('tags a bucket', async () => {
    const Tags = [{ Key: 'team', Value: 'ä b' }]
    await sdk['putBucketTagging']!({ ...at, Tags })
    same((await sdk['getBucketTagging']!(at))['Tags'], Tags)
    await sdk['deleteBucketTagging']!(at)
    same((await sdk['getBucketTagging']!(at))['Tags'], [])
  })
}
