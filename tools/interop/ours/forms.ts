import { type CosClient, GetObjectCommand, ListObjectsCommand } from '@cos/core'
import { type Report, same } from '../report.js'

/** Finds what forms brought, and nothing of those that were refused. */
export async function after(client: CosClient, bucket: string, report: Report): Promise<void> {
  await report.check(`${bucket}: our client reads what was posted`, async () => {
    const { contents } = await client.send(new ListObjectsCommand({ bucket }))
    same(
      contents.map(({ key }) => key),
      ['posted/status', 'posted/照片.txt'],
    )
    const { body, contentType, metadata } = await client.send(new GetObjectCommand({ bucket, key: 'posted/照片.txt' }))
    same([await body.text(), contentType, metadata], ['form ä', 'text/x-form', { owner: 'ada' }])
  })
}
