import type { NodeKit } from '../node-sdk.js'
import { same } from '../report.js'

/** Configurations as the documentation of the SDK writes them, which is how programs write them. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const { Bucket, Region } = at
  const AppId = Bucket.slice(Bucket.lastIndexOf('-') + 1)
  const to = { ...at, Bucket: `to-${Bucket}` }
  await sdk['putBucket']!(to)

  await check('CORS for every page', async () => {
    const CORSRules = [
      {
        AllowedOrigin: ['*'],
        AllowedMethod: ['GET', 'POST', 'PUT', 'DELETE', 'HEAD'],
        AllowedHeader: ['*'],
        ExposeHeader: ['ETag', 'Date', 'Content-Length', 'x-cos-acl', 'x-cos-version-id', 'x-cos-request-id'],
        MaxAgeSeconds: '5',
      },
    ]
    await sdk['putBucketCors']!({ ...at, CORSRules })
    const { CORSRules: read } = (await sdk['getBucketCors']!(at)) as {
      CORSRules: { AllowedOrigins: string[]; MaxAgeSeconds: string }[]
    }
    same([read[0]?.AllowedOrigins, read[0]?.MaxAgeSeconds], [['*'], '5'])
  })
  await check('four rules of a lifecycle', async () => {
    const days = { Days: '30' }
    const Rules = [
      { ID: '1', Status: 'Enabled', Filter: {}, Transition: { ...days, StorageClass: 'STANDARD_IA' } },
      { ID: '2', Status: 'Enabled', Filter: { Prefix: 'dir/' }, Transition: { Days: '180', StorageClass: 'ARCHIVE' } },
      { ID: '3', Status: 'Enabled', Filter: {}, Expiration: { Days: '180' } },
      { ID: '4', Status: 'Enabled', Filter: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: '30' } },
    ]
    await sdk['putBucketLifecycle']!({ ...at, LifecycleConfiguration: { Rules } })
    same(((await sdk['getBucketLifecycle']!(at))['Rules'] as unknown[]).length, 4)
    await sdk['deleteBucketLifecycle']!(at)
  })
  await check('a website that leads to HTTPS', async () => {
    const WebsiteConfiguration = {
      IndexDocument: { Suffix: 'index.html' },
      RedirectAllRequestsTo: { Protocol: 'https' },
      ErrorDocument: { Key: 'error.html' },
      RoutingRules: [
        { Condition: { HttpErrorCodeReturnedEquals: '404' }, Redirect: { Protocol: 'https', ReplaceKeyWith: '404.html' } },
        { Condition: { KeyPrefixEquals: 'docs/' }, Redirect: { Protocol: 'https', ReplaceKeyPrefixWith: 'documents/' } },
        { Condition: { KeyPrefixEquals: 'img/' }, Redirect: { Protocol: 'https', ReplaceKeyWith: 'picture.jpg' } },
      ],
    }
    await sdk['putBucketWebsite']!({ ...at, WebsiteConfiguration })
    const read = (await sdk['getBucketWebsite']!(at))['WebsiteConfiguration'] as { RoutingRules: unknown[] }
    same(read.RoutingRules.length, 3)
    await sdk['deleteBucketWebsite']!(at)
  })
  await check('referers', async () => {
    const RefererConfiguration = {
      Status: 'Enabled',
      RefererType: 'White-List',
      DomainList: { Domains: ['*.qq.com', '*.qcloud.com'] },
      EmptyReferConfiguration: 'Allow',
    }
    await sdk['putBucketReferer']!({ ...at, RefererConfiguration })
    same((await sdk['getBucketReferer']!(at))['RefererConfiguration'], RefererConfiguration)
  })
  await check('logs, and none', async () => {
    const LoggingEnabled = { TargetBucket: to.Bucket, TargetPrefix: 'logging' }
    await sdk['putBucketLogging']!({ ...at, BucketLoggingStatus: { LoggingEnabled } })
    same((await sdk['getBucketLogging']!(at))['BucketLoggingStatus'], { LoggingEnabled })
    await sdk['putBucketLogging']!({ ...at, BucketLoggingStatus: '' })
  })
  await check('an inventory in another bucket', async () => {
    const COSBucketDestination = {
      Format: 'CSV',
      AccountId: '100000000001',
      Bucket: `qcs::cos:${Region}::${to.Bucket}`,
      Prefix: 'inventory',
      Encryption: { SSECOS: '' },
    }
    const InventoryConfiguration = {
      Id: 'inventory_test',
      IsEnabled: 'true',
      Destination: { COSBucketDestination },
      Schedule: { Frequency: 'Daily' },
      Filter: { Prefix: 'myPrefix' },
      IncludedObjectVersions: 'All',
      OptionalFields: ['Size', 'LastModifiedDate', 'ETag', 'StorageClass', 'IsMultipartUploaded', 'ReplicationStatus'],
    }
    await sdk['putBucketInventory']!({ ...at, Id: 'inventory_test', InventoryConfiguration })
    await sdk['deleteBucketInventory']!({ ...at, Id: 'inventory_test' })
  })
  await check('a policy of objects, for a sub-account', async () => {
    const simple = ['PutObject', 'AppendObject', 'GetObject', 'HeadObject', 'OptionsObject', 'PutObjectCopy', 'PostObjectRestore']
    const parts = ['InitiateMultipartUpload', 'ListMultipartUploads', 'ListParts', 'UploadPart', 'CompleteMultipartUpload']
    const statement = {
      effect: 'allow',
      principal: { qcs: ['qcs::cam::uin/100000000001:uin/100000000002'] },
      action: [...simple, ...parts, 'AbortMultipartUpload'].map((name) => `name/cos:${name}`),
      resource: [`qcs::cos:${Region}:uid/${AppId}:${Bucket}/*`],
    }
    await sdk['putBucketPolicy']!({ ...at, Policy: { version: '2.0', statement: [statement] } })
    await sdk['deleteBucketPolicy']!(at)
  })
  await check('grants of buckets and objects, by header and by document', async () => {
    await sdk['putObject']!({ ...at, Key: '1mb.zip', Body: 'zip' })
    const grant = 'id="qcs::cam::uin/100000000001:uin/100000000002",id="qcs::cam::uin/100000000003:uin/100000000003"'
    await sdk['putBucketAcl']!({ ...at, GrantRead: grant, GrantWrite: grant })
    await sdk['putObjectAcl']!({ ...at, Key: '1mb.zip', GrantRead: grant })
    const AccessControlPolicy = {
      Owner: { ID: 'qcs::cam::uin/100000000001:uin/100000000001' },
      Grants: [{ Grantee: { ID: 'qcs::cam::uin/100000000003:uin/100000000003' }, Permission: 'READ' }],
    }
    await sdk['putObjectAcl']!({ ...at, Key: '1mb.zip', AccessControlPolicy })
    await sdk['putBucketAcl']!({ ...at, AccessControlPolicy })
    await sdk['putObjectAcl']!({ ...at, Key: '1mb.zip', ACL: 'default' })
    same((await sdk['getObjectAcl']!({ ...at, Key: '1mb.zip' }))['ACL'], 'default')
  })
  await check('an archived object is restored', async () => {
    await sdk['putObject']!({ ...at, Key: '1.txt', Body: 'old', StorageClass: 'ARCHIVE' })
    await sdk['restoreObject']!({ ...at, Key: '1.txt', RestoreRequest: { Days: 1, CASJobParameters: { Tier: 'Expedited' } } })
  })
  await check('objects that are not there are deleted all the same', async () => {
    const Objects = [{ Key: '中文/中文.txt' }, { Key: '中文/中文.zip', VersionId: 'MTg0NDY3NDI1MzM4NzM0ODA2MTI' }]
    const answer = await sdk['deleteMultipleObject']!({ ...at, Objects })
    same(((answer['Deleted'] ?? []) as unknown[]).length + ((answer['Error'] ?? []) as unknown[]).length, 2)
  })
}
