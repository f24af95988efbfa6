import {
  CosClient,
  CreateBucketCommand,
  DeleteBucketDomainCertificateCommand,
  DeleteBucketDomainCommand,
  DeleteBucketOriginCommand,
  DeleteBucketWebsiteCommand,
  GetBucketDomainCertificateCommand,
  GetBucketDomainCommand,
  GetBucketOriginCommand,
  GetBucketWebsiteCommand,
  PutBucketDomainCertificateCommand,
  PutBucketDomainCommand,
  PutBucketOriginCommand,
  PutBucketWebsiteCommand,
} from '@cos/core'

const { CERTIFICATE: cert = '', CERTIFICATE_KEY: privateKey = '' } = process.env
const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'www-1250000000'
await client.send(new CreateBucketCommand({ bucket, acl: 'public-read' }))

// A website, on <bucket>.cos-website.<region>.myqcloud.com
await client.send(new PutBucketWebsiteCommand({ bucket, indexDocument: { suffix: 'index.html' }, errorDocument: { key: 'sorry.html' } }))
console.log((await client.send(new GetBucketWebsiteCommand({ bucket }))).errorDocument?.key)

// And on a domain of your own, with its certificate. The key of it is never told again.
const domainName = 'files.example.com'
await client.send(new PutBucketDomainCommand({ bucket, rules: [{ name: domainName, status: 'ENABLED', type: 'WEBSITE' }] }))
console.log((await client.send(new GetBucketDomainCommand({ bucket }))).rules.map(({ name, type }) => [name, type]))
await client.send(
  new PutBucketDomainCertificateCommand({
    bucket,
    certificateInfo: { certType: 'CustomCert', customCert: { cert, privateKey } },
    domainNames: [domainName],
  }),
)
console.log((await client.send(new GetBucketDomainCertificateCommand({ bucket, domainName }))).status)
await client.send(new DeleteBucketDomainCertificateCommand({ bucket, domainName }))
await client.send(new DeleteBucketDomainCommand({ bucket }))
await client.send(new DeleteBucketWebsiteCommand({ bucket }))

// What is missing under old/ is fetched from the server that had it before, and kept.
await client.send(
  new PutBucketOriginCommand({
    bucket,
    rules: [
      {
        rulePriority: 1,
        originType: 'Mirror',
        originCondition: { httpStatusCode: 404, prefix: 'old/' },
        originParameter: { protocol: 'HTTP' },
        originInfo: { hosts: [{ hostName: 'archive.shop.example' }] },
      },
    ],
  }),
)
console.log((await client.send(new GetBucketOriginCommand({ bucket }))).rules.map(({ originType }) => originType))
await client.send(new DeleteBucketOriginCommand({ bucket }))
