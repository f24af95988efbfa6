import { isServiceError, ListObjectsCommand, paginate, RestoreObjectCommand, waitUntilRestored } from '@cos/core'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri, parseCosUri, parseObjectUri } from '../cos-uri.js'
import { Failures } from '../failures.js'
import { inParallel } from '../in-parallel.js'
import { UsageError } from '../usage-error.js'
import { numberUpTo } from './number-up-to.js'
import { oneOf } from './one-of.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'an archived object; with --recursive a prefix or a bucket')
    command.option('-r, --recursive', 'every archived object whose key begins so')
    command.option('--days <count>', 'how long the copy that can be read stays', '3')
    command.option(
      '--tier <tier>',
      'Standard (3–5 hours, from DEEP_ARCHIVE 12–24), Expedited (minutes, not from DEEP_ARCHIVE) or Bulk (5–12 hours, 24–48)',
      'Standard',
    )
    command.option('--wait', 'wait until it can be read')
    command.option('--interval <seconds>', 'first pause between two looks, with --wait; they grow to 10 minutes (default: 15)')
    command.option('--jobs <count>', 'objects at once, with --recursive (default: 8)')
    command.option('--version-id <id>', 'one version of the object')
  },
  examples: [
    ['cos restore --days 7 cos://archive-1250000000/2019.tar', 'make an archived object readable for a week'],
    ['cos restore --tier Expedited --wait cos://archive-1250000000/2019.tar', 'in minutes, and wait until it is'],
    ['cos restore --recursive cos://archive-1250000000/2019/', 'everything archived below a prefix'],
  ],
  async run(context, [text = ''], flags) {
    const isRecursive = flags['recursive'] === true
    const versionId = flags['versionId'] as string | undefined
    if (isRecursive && versionId !== undefined) throw new UsageError('--version-id goes with one object, not with --recursive.')
    if (flags['interval'] !== undefined && !flags['wait']) throw new UsageError('--interval goes with --wait.')
    const wanted: Wanted = {
      days: numberUpTo(36_500, flags['days'], '--days') ?? 3,
      tier: tierOf(flags['tier']),
      waits: flags['wait'] === true,
      intervalMs: (numberUpTo(86_400, flags['interval'], '--interval') ?? 15) * 1000,
    }
    if (isRecursive) return restoreAll(context, parseCosUri(text), wanted, numberUpTo(1000, flags['jobs'], '--jobs') ?? 8)
    const object = { ...parseObjectUri(text), versionId }
    await restoreOne(context, object, wanted)
    if (wanted.waits) await waitFor(context, object, wanted)
  },
}

type Tier = 'Standard' | 'Expedited' | 'Bulk'

interface Wanted {
  readonly days: number
  readonly tier: Tier
  readonly waits: boolean
  readonly intervalMs: number
}

type Archived = CosUri & { readonly versionId?: string | undefined }

function tierOf(given: unknown): Tier {
  const text = String(given)
  return oneOf<Tier>(['Standard', 'Expedited', 'Bulk'], text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase(), '--tier')!
}

async function restoreOne({ client, output, signal }: Context, object: Archived, { days, tier }: Wanted): Promise<void> {
  const uri = formatCosUri(object)
  try {
    await (await client()).send(new RestoreObjectCommand({ ...object, days, casJobParameters: { tier } }), { signal })
  } catch (error) {
    if (!isServiceError(error, 'RestoreAlreadyInProgress')) throw error
    return output.note(`${uri} is being restored already`)
  }
  const record = { operation: 'restore', success: true, ...object, days, tier }
  await output.done(record, `restoring ${uri} (${tier}, for ${days} ${days === 1 ? 'day' : 'days'})`)
}

async function waitFor({ client, output, signal }: Context, object: Archived, { intervalMs }: Wanted): Promise<void> {
  const maxIntervalMs = Math.max(intervalMs, 600_000)
  const { restore } = await waitUntilRestored(await client(), object, { signal, intervalMs, maxIntervalMs })
  const expiresAt = restore?.expiresAt
  const until = expiresAt === undefined ? '' : ` until ${expiresAt.toISOString()}`
  await output.done(
    { operation: 'restore', success: true, ...object, isReadable: true, expiresAt },
    `${formatCosUri(object)} can be read${until}`,
  )
}

/** Asks for all of them before it waits for any, and lists them again for that, so that no list of them is held. */
async function restoreAll(context: Context, uri: CosUri, wanted: Wanted, jobs: number): Promise<void> {
  const failures = new Failures(context.output, 'restore')
  const each = (work: typeof restoreOne, isTold: (error: unknown) => boolean) =>
    inParallel(archivedBelow(context, uri), jobs, async (object) => {
      try {
        await work(context, object, wanted)
      } catch (error) {
        context.signal.throwIfAborted()
        if (!isTold(error)) failures.addError(formatCosUri(object), error)
      }
    })
  await each(restoreOne, () => false)
  // What could not be asked for is not on its way, and was told.
  if (wanted.waits) await each(waitFor, (error) => (error as { code?: unknown }).code === 'NotRestoring')
  failures.throwIfAny('of the objects could not be restored')
}

async function* archivedBelow({ client, signal }: Context, { bucket, key: prefix }: CosUri): AsyncGenerator<Archived, void> {
  for await (const { contents } of paginate(await client(), new ListObjectsCommand({ bucket, prefix: prefix || undefined }), { signal }))
    for (const { key, storageClass } of contents) if (storageClass?.endsWith('ARCHIVE')) yield { bucket, key }
}
