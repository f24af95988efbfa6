import type { NodeKit } from '../node-sdk.js'
import { same } from '../report.js'

/** Configurations that act on stored data: put, read back, missed and deleted. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const target = `qcs::cos:${at.Region}::${at.Bucket}`
  const Role = 'qcs::cam::uin/100000000001:uin/100000000001'

  await check('finds no lifecycle', async () => same((await sdk['getBucketLifecycle']!(at))['Rules'], []))
  await check('puts, reads and deletes a lifecycle', async () => {
    const Rules = [
      {
        ID: '1',
        Status: 'Enabled',
        Filter: { Prefix: 'a/' },
        Expiration: { Days: '10' },
        Transition: [{ Days: 5, StorageClass: 'ARCHIVE' }],
      },
      { ID: '2', Status: 'Disabled', Filter: {}, AbortIncompleteMultipartUpload: { DaysAfterInitiation: '7' } },
    ]
    await sdk['putBucketLifecycle']!({ ...at, Rules })
    const { Rules: read } = (await sdk['getBucketLifecycle']!(at)) as { Rules: { ID: string; Status: string; Expiration?: unknown }[] }
    same(
      read.map(({ ID, Status, Expiration }) => [ID, Status, Expiration]),
      [
        ['1', 'Enabled', { Days: '10' }],
        ['2', 'Disabled', undefined],
      ],
    )
    await sdk['deleteBucketLifecycle']!(at)
    same((await sdk['getBucketLifecycle']!(at))['Rules'], [])
  })
  await check('is told that replication needs versioning', async () => {
    const Rules = [{ Status: 'Enabled', Prefix: '', Destination: { Bucket: target.replace(at.Bucket, `to-${at.Bucket}`) } }]
    const error = await sdk['putBucketReplication']!({ ...at, ReplicationConfiguration: { Role, Rules } }).catch((caught) => caught)
    same((error as { code: string }).code, 'BucketVersionNotOpen')
  })
  await check('puts, reads and deletes replication', async () => {
    const to = { ...at, Bucket: `to-${at.Bucket}` }
    await sdk['putBucket']!(to)
    for (const bucket of [at, to]) await sdk['putBucketVersioning']!({ ...bucket, VersioningConfiguration: { Status: 'Enabled' } })
    const Rules = [{ ID: '1', Status: 'Enabled', Prefix: 'a/', Destination: { Bucket: `qcs::cos:${at.Region}::${to.Bucket}` } }]
    await sdk['putBucketReplication']!({ ...at, ReplicationConfiguration: { Role, Rules } })
    const { ReplicationConfiguration: read } = (await sdk['getBucketReplication']!(at)) as {
      ReplicationConfiguration: { Role: string; Rules: { ID: string; Prefix: string }[] }
    }
    same([read.Role, read.Rules.map(({ ID, Prefix }) => [ID, Prefix])], [Role, [['1', 'a/']]])
    await sdk['deleteBucketReplication']!(at)
  })
  await check('puts and reads logging', async () => {
    const LoggingEnabled = { TargetBucket: at.Bucket, TargetPrefix: 'logs/' }
    await sdk['putBucketLogging']!({ ...at, BucketLoggingStatus: { LoggingEnabled } })
    same((await sdk['getBucketLogging']!(at))['BucketLoggingStatus'], { LoggingEnabled })
    await sdk['putBucketLogging']!({ ...at, BucketLoggingStatus: '' })
  })
  await check('puts, reads, lists and deletes an inventory', async () => {
    const InventoryConfiguration = {
      Id: 'list',
      IsEnabled: 'true',
      Destination: {
        COSBucketDestination: { Format: 'CSV', AccountId: '100000000001', Bucket: target, Prefix: 'p', Encryption: { SSECOS: '' } },
      },
      Schedule: { Frequency: 'Daily' },
      Filter: { Prefix: 'f' },
      IncludedObjectVersions: 'All',
      OptionalFields: ['Size', 'ETag'],
    }
    await sdk['putBucketInventory']!({ ...at, Id: 'list', InventoryConfiguration })
    const { InventoryConfiguration: read } = (await sdk['getBucketInventory']!({ ...at, Id: 'list' })) as {
      InventoryConfiguration: { Id: string; OptionalFields: unknown; Schedule: unknown }
    }
    same([read.Id, read.OptionalFields, read.Schedule], ['list', ['Size', 'ETag'], { Frequency: 'Daily' }])
    const listed = (await sdk['listBucketInventory']!(at)) as { InventoryConfigurations: { Id: string }[] }
    same(
      listed.InventoryConfigurations.map(({ Id }) => Id),
      ['list'],
    )
    await sdk['deleteBucketInventory']!({ ...at, Id: 'list' })
  })
}
