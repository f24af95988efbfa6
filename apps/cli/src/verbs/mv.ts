import { ListObjectsCommand, paginate } from '@cos/core'
import { type CopyOptions, move } from '@cos/transfer'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri, isCosUri, parseCosUri } from '../cos-uri.js'
import { Failures } from '../failures.js'
import { inParallel } from '../in-parallel.js'
import { humanSize } from '../output/size.js'
import { UsageError } from '../usage-error.js'
import { numberUpTo } from './number-up-to.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<source>', 'an object; with --recursive a prefix')
    command.argument('<target>', 'its new address, or a prefix that ends in /')
    command.option('-r, --recursive', 'everything below a prefix')
    command.option('--jobs <count>', 'objects at once, with --recursive (default: 8)')
    command.option('--storage-class <class>', 'STANDARD, STANDARD_IA, ARCHIVE, … (default: STANDARD)')
    command.option('--acl <acl>', 'default, private, public-read, …')
  },
  examples: [
    ['cos mv cos://photos-1250000000/a.jpg cos://photos-1250000000/2026/', 'move an object below a prefix'],
    ['cos mv --recursive cos://photos-1250000000/new/ cos://archive-1250000000/2026/', 'move everything below a prefix'],
  ],
  async run(context, [source = '', target = ''], flags) {
    if (!isCosUri(source) || !isCosUri(target))
      throw new UsageError('mv moves inside COS. For files, use "cos cp", and delete the source when it is there.')
    const written = { storageClass: flags['storageClass'], acl: flags['acl'] } as Written
    const jobs = numberUpTo(1000, flags['jobs'], '--jobs') ?? 8
    if (flags['recursive'] === true) await moveAll(context, parseCosUri(source), parseCosUri(target), written, jobs)
    else await moveNamed(context, parseCosUri(source), parseCosUri(target), written)
  },
}

/** What is said of the objects at their new place. */
type Written = Pick<CopyOptions, 'storageClass' | 'acl'>

async function moveNamed(context: Context, from: CosUri, to: CosUri, written: Written): Promise<void> {
  if (from.key === '' || from.key.endsWith('/'))
    throw new UsageError(`"${formatCosUri(from)}" is a whole folder. To move all of it, add --recursive.`)
  const isBelow = to.key === '' || to.key.endsWith('/')
  await moveOne(context, from, isBelow ? { ...to, key: to.key + from.key.slice(from.key.lastIndexOf('/') + 1) } : to, written)
}

/** Copies, looks whether the copy is there and right, and then deletes. */
async function moveOne({ client, output, signal }: Context, from: CosUri, to: CosUri, written: Written): Promise<void> {
  const { sizeBytes, crc64, etag } = await move(await client(), { ...written, ...to, source: from, signal })
  const [source, target] = [formatCosUri(from), formatCosUri(to)]
  await output.done(
    { operation: 'mv', success: true, source, target, sizeBytes, crc64, etag },
    `${source} -> ${target} (${humanSize(sizeBytes)})`,
  )
}

async function moveAll(context: Context, source: CosUri, target: CosUri, written: Written, jobs: number): Promise<void> {
  const from = withSlash(source)
  const to = withSlash(target)
  if (from.bucket === to.bucket && (from.key.startsWith(to.key) || to.key.startsWith(from.key)))
    throw new UsageError('The two prefixes hold each other: what was moved would be moved again.')
  const failures = new Failures(context.output, 'mv')
  await inParallel(keysBelow(context, from), jobs, async (key) => {
    const object = { bucket: from.bucket, key }
    try {
      await moveOne(context, object, { bucket: to.bucket, key: to.key + key.slice(from.key.length) }, written)
    } catch (error) {
      context.signal.throwIfAborted()
      failures.addError(formatCosUri(object), error)
    }
  })
  failures.throwIfAny('of the objects could not be moved')
}

async function* keysBelow({ client, signal }: Context, { bucket, key: prefix }: CosUri): AsyncGenerator<string, void> {
  for await (const { contents } of paginate(await client(), new ListObjectsCommand({ bucket, prefix: prefix || undefined }), { signal }))
    for (const { key } of contents) yield key
}

function withSlash({ bucket, key }: CosUri): CosUri {
  return { bucket, key: key === '' || key.endsWith('/') ? key : `${key}/` }
}
