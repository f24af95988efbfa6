import { open, rename, rm } from 'node:fs/promises'
import { resolve } from 'node:path'
import { type ManyOptions, type Place, type PlanStep, planSync, runPlan, sync } from '@cos/transfer'
import type { Context } from '../context.js'
import { isCosUri, parseCosUri } from '../cos-uri.js'
import { Failures } from '../failures.js'
import { nameAt } from '../name-at.js'
import { humanSize } from '../output/size.js'
import { UsageError } from '../usage-error.js'
import { collect } from './collect.js'
import { readSyncFlags, type SyncFlags } from './sync-flags.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<source>', 'a folder or a prefix')
    command.argument('<target>', 'what is to become like it: a prefix or a folder')
    command.option('-n, --dry-run', 'tell what would be done, and do nothing')
    command.option('--plan <file>', 'with --dry-run, where to write the plan; without, the plan to carry out')
    command.option('--manifest <file>', 'where to write what failed: a plan for --plan')
    command.option('--delete', 'delete from the target what is not at the source')
    command.option('--max-delete <percent>', 'delete at most this share of the target, or nothing (default: 50)')
    command.option('--backup-prefix <prefix>', 'copy objects there before they are deleted or replaced')
    command.option('--compare <way>', 'time, metadata, checksum, etag or size (default: time)')
    command.option('--include <glob>', 'only these; may be given more than once', collect)
    command.option('--exclude <glob>', 'not these; may be given more than once', collect)
    command.option('--links <policy>', 'follow, skip or keep (default: follow)')
    command.option('--jobs <count>', 'files at once (default: 8)')
    command.option('--stop-on-error', 'end at the first failure')
  },
  examples: [
    ['cos sync ./site cos://site-1250000000/v2/', 'upload what is new or has changed'],
    ['cos sync --delete cos://site-1250000000/v2/ ./site', 'make the folder what the prefix is'],
    ['cos sync --dry-run --plan plan.jsonl ./site cos://site-1250000000/', 'look at what would be done, and keep it'],
    ['cos sync --plan plan.jsonl ./site cos://site-1250000000/', 'do exactly that'],
  ],
  async run(context, [source = '', target = ''], given) {
    const flags = readSyncFlags(given)
    if (!isCosUri(source) && !isCosUri(target)) throw new UsageError('One side must be in COS: cos://<bucket>/<prefix>.')
    const places = { source: placeOf(source), target: placeOf(target) }
    if (flags.isDryRun) await plan(context, places, flags)
    else await synchronise(context, places, flags)
  },
}

interface Places {
  readonly source: Place
  readonly target: Place
}

function placeOf(text: string): Place {
  if (!isCosUri(text)) return { path: resolve(text) }
  const { bucket, key } = parseCosUri(text)
  return { bucket, prefix: key }
}

/** Writes the plan as it comes: to a file, under another name until it is whole, or to standard output. */
async function plan({ client, output, signal }: Context, places: Places, flags: SyncFlags): Promise<void> {
  const lines = planSync(await client(), { ...places, ...flags.options, signal })
  const temporary = flags.plan === undefined ? undefined : `${flags.plan}.part`
  const file = temporary === undefined ? undefined : await open(temporary, 'w')
  try {
    for await (const line of lines) {
      await file?.write(`${JSON.stringify(line)}\n`)
      if (line.action === 'plan') continue
      if (line.action !== 'end') await output.result(line, stepText(line, places))
      else if (output.isJson) await output.result(line, '')
      else
        output.note(`would write ${line.putCount} (${humanSize(line.putBytes)}), delete ${line.deleteCount}, leave ${line.unchangedCount}`)
    }
  } catch (error) {
    await file?.close()
    if (temporary !== undefined) await rm(temporary, { force: true })
    throw error
  }
  await file?.close()
  if (temporary !== undefined && flags.plan !== undefined) await rename(temporary, flags.plan)
}

async function synchronise({ client, output, signal }: Context, places: Places, flags: SyncFlags): Promise<void> {
  const failures = new Failures(output, 'sync')
  const options: ManyOptions = {
    concurrency: flags.jobs,
    manifest: flags.manifest,
    stopOnError: flags.stopsOnError,
    signal,
    async onStep(step, error) {
      if (error !== undefined) failures.addError(step.name, error)
      else if (step.action === 'skip') output.note(stepText(step, places))
      else await output.done({ operation: 'sync', success: true, ...step }, stepText(step, places))
    },
  }
  const sender = await client()
  const work =
    flags.plan === undefined
      ? sync(sender, { ...places, ...flags.options, ...options })
      : runPlan(sender, flags.plan, { ...places, links: flags.options.links, backupPrefix: flags.options.backupPrefix, ...options })
  const { writtenCount, writtenBytes, deletedCount, unchangedCount } = await work
  output.note(`wrote ${writtenCount} (${humanSize(writtenBytes)}), deleted ${deletedCount}, left ${unchangedCount}`)
  failures.throwIfAny('of the files could not be synchronised')
}

function stepText(step: PlanStep, { source, target }: Places): string {
  if (step.action === 'put') return `${nameAt(source, step.name)} -> ${nameAt(target, step.name)} (${step.reason})`
  if (step.action === 'delete') return `delete ${nameAt(target, step.name)}`
  return `${step.action === 'refuse' ? 'refused' : 'skipped'} ${step.name}: ${step.problem}`
}
