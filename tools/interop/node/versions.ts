import type { NodeKit } from '../node-sdk.js'
import { same } from '../report.js'

interface Listed {
  readonly Key: string
  readonly VersionId: string
  readonly IsLatest: string
}

/** Versions, tags and archived objects, as the official SDK sees them. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const Key = 'k'
  const put = (Body: string) => sdk['putObject']!({ ...at, Key, Body: Buffer.from(Body) })

  await check('finds no versioning, and enables it', async () => {
    same(((await sdk['getBucketVersioning']!(at))['VersioningConfiguration'] as { Status?: string } | undefined)?.Status, undefined)
    await sdk['putBucketVersioning']!({ ...at, VersioningConfiguration: { Status: 'Enabled' } })
    same(((await sdk['getBucketVersioning']!(at))['VersioningConfiguration'] as { Status?: string }).Status, 'Enabled')
  })
  await check('puts two versions and a delete marker, and lists them', async () => {
    await put('one')
    await put('two')
    await sdk['deleteObject']!({ ...at, Key })
    const page = await sdk['listObjectVersions']!({ ...at, Prefix: Key })
    same([(page['Versions'] as Listed[]).length, (page['DeleteMarkers'] as Listed[]).map(({ IsLatest }) => IsLatest)], [2, ['true']])
  })
  await check('reads an old version, and restores the object by deleting the marker', async () => {
    const page = await sdk['listObjectVersions']!({ ...at, Prefix: Key })
    const versions = page['Versions'] as Listed[]
    const { Body } = (await sdk['getObject']!({ ...at, Key, VersionId: versions.at(-1)!.VersionId })) as { Body: Buffer }
    same(Body.toString(), 'one')
    await sdk['deleteObject']!({ ...at, Key, VersionId: (page['DeleteMarkers'] as Listed[])[0]!.VersionId })
    same(((await sdk['getObject']!({ ...at, Key })) as { Body: Buffer }).Body.toString(), 'two')
  })
  await check('tags an object, reads and removes the tags', async () => {
    await sdk['putObjectTagging']!({ ...at, Key, Tags: [{ Key: 'team', Value: 'a b' }] })
    same((await sdk['getObjectTagging']!({ ...at, Key }))['Tags'], [{ Key: 'team', Value: 'a b' }])
    await sdk['deleteObjectTagging']!({ ...at, Key })
    same((await sdk['getObjectTagging']!({ ...at, Key }))['Tags'], [])
  })
  await check('asks for an archived object', async () => {
    await sdk['putObject']!({ ...at, Key: 'cold', Body: Buffer.from('x'), StorageClass: 'ARCHIVE' })
    await sdk['restoreObject']!({ ...at, Key: 'cold', RestoreRequest: { Days: 1, CASJobParameters: { Tier: 'Expedited' } } })
    const { headers } = (await sdk['headObject']!({ ...at, Key: 'cold' })) as { headers: Record<string, string> }
    same(headers['x-cos-restore'], 'ongoing-request="true"')
  })
  await check('deletes several versions at once', async () => {
    for (const Body of ['one', 'two']) await sdk['putObject']!({ ...at, Key: 'many', Body })
    const page = await sdk['listObjectVersions']!({ ...at, Prefix: 'many' })
    const Objects = (page['Versions'] as Listed[]).map(({ Key: key, VersionId }) => ({ Key: key, VersionId }))
    const answer = await sdk['deleteMultipleObject']!({ ...at, Objects })
    same([(answer['Deleted'] as unknown[]).length, answer['Error']], [2, []])
  })
}
