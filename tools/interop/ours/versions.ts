import {
  type CosClient,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  HeadObjectCommand,
  ListObjectVersionsCommand,
} from '@cos/core'
import { type Report, same } from '../report.js'

/** Lists and reads the versions that are left. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  await report.check(`${bucket}: our client lists the versions, and reads each`, async () => {
    same((await client.send(new GetBucketVersioningCommand({ bucket }))).status, 'Enabled')
    const { versions } = await client.send(new ListObjectVersionsCommand({ bucket }))
    same(
      versions.map(({ type, key, isLatest }) => [type, key, isLatest]),
      [
        ['Version', 'cold', true],
        ['Version', 'k', true],
        ['Version', 'k', false],
      ],
    )
    const texts: string[] = []
    for (const { key, versionId } of versions.filter((version) => version.key === 'k'))
      texts.push(await (await client.send(new GetObjectCommand({ bucket, key, versionId }))).body.text())
    same(texts, ['two', 'one'])
  })
  await report.check(`${bucket}: our client sees that the tags are gone, and that the archived object is on its way`, async () => {
    same((await client.send(new GetObjectTaggingCommand({ bucket, key: 'k' }))).tags, [])
    const { storageClass, restore } = await client.send(new HeadObjectCommand({ bucket, key: 'cold' }))
    same([storageClass, restore?.isOngoing], ['ARCHIVE', true])
  })
}
