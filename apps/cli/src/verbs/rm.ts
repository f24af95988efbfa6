import { DeleteObjectCommand } from '@cos/core'
import { removePrefix } from '@cos/transfer'
import { confirm } from '../confirm.js'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri, parseCosUri, parseObjectUri } from '../cos-uri.js'
import { Failures } from '../failures.js'
import { UsageError } from '../usage-error.js'
import { removeVersions } from '../versions/remove-versions.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'the object; with --recursive a prefix or a bucket')
    command.option('-r, --recursive', 'every object whose key begins so')
    command.option('-f, --force', 'do not ask')
    command.option('--version-id <id>', 'one version of the object, for good; that of a delete marker brings the object back')
    command.option('--all-versions', 'with --recursive: every version and delete marker, for good')
  },
  examples: [
    ['cos rm cos://photos-1250000000/a.jpg', 'delete one object'],
    ['cos rm --recursive --force cos://photos-1250000000/2025/', 'delete all objects below a prefix, without a question'],
    ['cos rm --recursive --all-versions cos://photos-1250000000', 'empty a bucket that keeps versions'],
  ],
  async run(context, [text = ''], flags) {
    const isOfVersions = flags['allVersions'] === true
    if (isOfVersions && !flags['recursive'])
      throw new UsageError('--all-versions goes with --recursive. For one version, use --version-id.')
    if (!flags['recursive']) return removeOne(context, parseObjectUri(text), flags['versionId'] as string | undefined)
    if (flags['versionId'] !== undefined) throw new UsageError('--version-id goes with one object, not with --recursive.')
    const uri = parseCosUri(text)
    const what = isOfVersions ? 'every version of every object' : 'every object'
    if (!flags['force']) await confirm(`Delete ${what} that begins with ${formatCosUri(uri)}?`, '--force', context.signal)
    await (isOfVersions ? removeVersions : removeAll)(context, uri)
  },
}

async function removeOne({ client, output, signal }: Context, uri: CosUri, versionId: string | undefined): Promise<void> {
  await (await client()).send(new DeleteObjectCommand({ ...uri, versionId }), { signal })
  await output.done({ operation: 'rm', success: true, ...uri }, `deleted ${formatCosUri(uri)}`)
}

async function removeAll({ client, output, signal }: Context, { bucket, key: prefix }: CosUri): Promise<void> {
  const failures = new Failures(output, 'rm')
  await removePrefix(await client(), {
    bucket,
    prefix,
    signal,
    async onStep({ name }, error) {
      const key = prefix + name
      if (error !== undefined) failures.addError(formatCosUri({ bucket, key }), error)
      else await output.done({ operation: 'rm', success: true, bucket, key }, `deleted ${formatCosUri({ bucket, key })}`)
    },
  })
  failures.throwIfAny('objects could not be deleted')
}
