import { GetObjectAclCommand, PutObjectAclCommand } from '@cos/core'
import type { CopyRun } from './copy-run.js'

const named = ['default', 'private', 'public-read'] as const

/** Gives the copy the access control list of the source: by name, or its grants under the copy's own owner. */
export async function copyAcl({ client, sourceClient, source, object, signal }: CopyRun, versionId: string | undefined): Promise<void> {
  const { bucket, key } = object
  const from = { bucket: source.bucket, key: source.key, versionId: source.versionId }
  const { acl, accessControlList } = await sourceClient.send(new GetObjectAclCommand(from), { signal })
  const name = named.find((known) => known === acl)
  if (name) {
    await client.send(new PutObjectAclCommand({ bucket, key, versionId, acl: name }), { signal })
    return
  }
  const { owner } = await client.send(new GetObjectAclCommand({ bucket, key, versionId }), { signal })
  await client.send(new PutObjectAclCommand({ bucket, key, versionId, owner, accessControlList }), { signal })
}
