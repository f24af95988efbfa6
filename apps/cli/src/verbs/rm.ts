import { type CosClient, DeleteMultipleObjectsCommand, DeleteObjectCommand, ListObjectsCommand, paginate } from '@cos/core'
import { confirm } from '../confirm.js'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri, parseCosUri, parseObjectUri } from '../cos-uri.js'
import { Failures } from '../failures.js'
import { UsageError } from '../usage-error.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'the object; with --recursive a prefix or a bucket')
    command.option('-r, --recursive', 'every object whose key begins so')
    command.option('-f, --force', 'do not ask')
    command.option('--version-id <id>', 'one version of the object')
  },
  examples: [
    ['cos rm cos://photos-1250000000/a.jpg', 'delete one object'],
    ['cos rm --recursive --force cos://photos-1250000000/2025/', 'delete all objects below a prefix, without a question'],
  ],
  async run(context, [text = ''], flags) {
    if (!flags['recursive']) return removeOne(context, parseObjectUri(text), flags['versionId'] as string | undefined)
    if (flags['versionId'] !== undefined) throw new UsageError('--version-id goes with one object, not with --recursive.')
    const uri = parseCosUri(text)
    if (!flags['force']) await confirm(`Delete every object that begins with ${formatCosUri(uri)}?`, '--force', context.signal)
    await removeAll(context, uri)
  },
}

async function removeOne({ client, output, signal }: Context, uri: CosUri, versionId: string | undefined): Promise<void> {
  await (await client()).send(new DeleteObjectCommand({ ...uri, versionId }), { signal })
  await output.done({ operation: 'rm', success: true, ...uri }, `deleted ${formatCosUri(uri)}`)
}

/** A page of the list holds as many keys as one request can delete: 1000. */
async function removeAll(context: Context, { bucket, key: prefix }: CosUri): Promise<void> {
  const client = await context.client()
  const failures = new Failures(context.output, 'rm')
  for await (const { contents } of paginate(client, new ListObjectsCommand({ bucket, prefix: prefix || undefined }), {
    signal: context.signal,
  })) {
    if (contents.length > 0)
      await removeBatch(
        context,
        client,
        bucket,
        contents.map(({ key }) => key),
        failures,
      )
  }
  failures.throwIfAny('objects could not be deleted')
}

async function removeBatch(
  { output, signal }: Context,
  client: CosClient,
  bucket: string,
  keys: readonly string[],
  failures: Failures,
): Promise<void> {
  const command = new DeleteMultipleObjectsCommand({ bucket, objects: keys.map((key) => ({ key })) })
  const { deleted, errors } = await client.send(command, { signal })
  for (const { key } of deleted)
    await output.done({ operation: 'rm', success: true, bucket, key }, `deleted ${formatCosUri({ bucket, key })}`)
  for (const { key, code, message } of errors) failures.add(formatCosUri({ bucket, key }), { text: message ?? code, code })
}
