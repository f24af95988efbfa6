import { createWriteStream } from 'node:fs'
import { finished } from 'node:stream/promises'
import { V4Client } from '@cos/legacy-v4'
import type { Context } from '../context.js'
import { formatCosUri, parseCosUri } from '../cos-uri.js'
import { explainError } from '../explain-error.js'
import { Failures } from '../failures.js'
import { UsageError } from '../usage-error.js'
import { type Migrated, type Migration, migrateEntry } from '../v4-migrate/migrate-entry.js'
import { type V4Entry, walkV4 } from '../v4-migrate/walk-v4.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<v4-bucket>', 'bucket of the V4 API, without the appid; a folder in it may follow: photos/2015/')
    command.argument('<uri>', 'bucket or prefix of the XML API')
    command.requiredOption('--app-id <number>', 'number of the account')
    command.option('--v4-region <region>', 'region of the V4 bucket: gz, sh, tj, sgp', 'gz')
    command.option('--v4-endpoint <origin>', 'where to send requests of the V4 API, such as http://127.0.0.1:9000')
    command.option('--jobs <number>', 'files under way at once', '4')
    command.option('--report <file>', 'writes one line of JSON for each file and folder')
    command.option('--dry-run', 'lists what would be copied, and copies nothing')
  },
  examples: [
    ['cos v4-migrate photos cos://photos-1250000000 --app-id 1250000000', 'copy a V4 bucket; run it again to go on or to catch up'],
    ['cos v4-migrate photos/2015/ cos://archive-1250000000/old/ --app-id 1250000000 --dry-run', 'see what would be copied'],
  ],
  async run(context, [from = '', to = ''], flags) {
    const jobs = numberOf(flags['jobs'], '--jobs')
    const { bucket: v4Bucket, folder } = sourceOf(from)
    const { bucket, key } = parseCosUri(to)
    const prefix = key === '' || key.endsWith('/') ? key : `${key}/`
    await using v4 = await v4ClientOf(context, v4Bucket, flags)
    const run: Run = {
      migration: { v4, client: await context.client(), bucket, signal: context.signal },
      keyOf: ({ path }) => prefix + path.slice(folder.length),
      isDryRun: flags['dryRun'] === true,
      failures: new Failures(context.output, 'v4-migrate'),
      counts: { copied: 0, present: 0, failed: 0 },
      report: flags['report'] === undefined ? undefined : createWriteStream(flags['report'] as string),
      context,
    }
    const entries = walkV4(v4, folder, context.signal)
    try {
      await Promise.all(Array.from({ length: jobs }, () => work(run, entries)))
    } finally {
      run.report?.end()
      if (run.report) await finished(run.report)
    }
    const { copied, present, failed } = run.counts
    context.output.note(`${copied} ${run.isDryRun ? 'to copy' : 'copied'}, ${present} there already, ${failed} failed`)
    run.failures.throwIfAny('files or folders could not be copied; run it again to try them again')
  },
}

interface Run {
  readonly migration: Migration
  readonly keyOf: (entry: V4Entry) => string
  readonly isDryRun: boolean
  readonly failures: Failures
  readonly counts: Record<Migrated | 'failed', number>
  readonly report: ReturnType<typeof createWriteStream> | undefined
  readonly context: Context
}

/** Takes entries as long as there are any. One that fails does not stop the others. */
async function work(run: Run, entries: AsyncGenerator<V4Entry>): Promise<void> {
  const { migration, context, counts, failures, isDryRun } = run
  for await (const entry of shared(entries)) {
    const target = formatCosUri({ bucket: migration.bucket, key: run.keyOf(entry) })
    try {
      const outcome = isDryRun ? 'copied' : await migrateEntry(migration, entry, run.keyOf(entry))
      counts[outcome] += 1
      const line = { operation: 'v4-migrate', success: true, source: entry.path, target, outcome: isDryRun ? 'planned' : outcome }
      run.report?.write(`${JSON.stringify(line)}\n`)
      await context.output.done(line, `${entry.path} -> ${target}${outcome === 'present' ? ' (there already)' : ''}`)
    } catch (error) {
      if (context.signal.aborted) throw context.signal.reason
      counts.failed += 1
      const { code, text } = explainError(error)
      run.report?.write(`${JSON.stringify({ operation: 'v4-migrate', success: false, source: entry.path, target, code, message: text })}\n`)
      failures.addError(entry.path, error)
    }
  }
}

/** Several readers of one generator: leaving one loop must not end the others'. */
function shared<T>(items: AsyncGenerator<T>): AsyncIterable<T> {
  return { [Symbol.asyncIterator]: () => ({ next: () => items.next() }) }
}

function sourceOf(text: string): { readonly bucket: string; readonly folder: string } {
  const [, bucket = '', rest = ''] = /^([^/]+)(\/.*)?$/.exec(text) ?? []
  if (bucket === '') throw new UsageError(`"${text}" names no bucket. Write its name without the appid, such as photos or photos/2015/.`)
  return { bucket, folder: rest === '' ? '/' : rest.endsWith('/') ? rest : `${rest}/` }
}

function numberOf(value: unknown, flag: string): number {
  const number = Number(value)
  if (!Number.isInteger(number) || number < 1) throw new UsageError(`${flag} must be a whole number above 0.`)
  return number
}

async function v4ClientOf(context: Context, bucket: string, flags: Readonly<Record<string, unknown>>): Promise<V4Client> {
  const { keys } = await context.settings()
  if (!keys) throw new UsageError('There are no keys. Set COS_SECRET_ID and COS_SECRET_KEY, or write a profile.')
  const appId = numberOf(flags['appId'], '--app-id')
  const endpoint = flags['v4Endpoint'] as string | undefined
  return new V4Client({ appId, bucket, region: flags['v4Region'] as string, endpoint, credentials: keys, userAgent: 'cos-cli' })
}
