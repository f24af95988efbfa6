import { DeleteMultipleObjectsCommand, ListObjectVersionsCommand, paginate } from '@cos/core'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri } from '../cos-uri.js'
import { Failures } from '../failures.js'

/** Deletes every version and delete marker whose key begins so, for good, a page at a time. */
export async function removeVersions({ client, output, signal }: Context, { bucket, key: prefix }: CosUri): Promise<void> {
  const failures = new Failures(output, 'rm')
  const named = (key: string, versionId: string | undefined) => formatCosUri({ bucket, key }) + (versionId ? ` (version ${versionId})` : '')
  const command = new ListObjectVersionsCommand({ bucket, prefix: prefix || undefined })
  const sender = await client()
  for await (const { versions } of paginate(sender, command, { signal })) {
    if (versions.length === 0) continue
    // Objects from before versioning was first enabled come without the name of a version.
    const objects = versions.map(({ key, versionId }) => ({ key, versionId: versionId || undefined }))
    const { deleted, errors } = await sender.send(new DeleteMultipleObjectsCommand({ bucket, objects }), { signal })
    for (const { key, versionId } of deleted)
      await output.done({ operation: 'rm', success: true, bucket, key, versionId }, `deleted ${named(key, versionId)}`)
    for (const { key, versionId, code, message } of errors) failures.add(named(key, versionId), { text: message ?? code, code })
  }
  failures.throwIfAny('versions could not be deleted')
}
