import { resolve } from 'node:path'
import {
  copyPrefix,
  downloadDirectory,
  type FolderPlace,
  type Journal,
  type LargeFileOptions,
  type ManyOptions,
  type Place,
  type PrefixPlace,
  uploadDirectory,
} from '@cos/transfer'
import type { Context } from '../context.js'
import { formatCosUri } from '../cos-uri.js'
import { Failures } from '../failures.js'
import { nameAt } from '../name-at.js'
import type { CopyFlags } from './copy-flags.js'
import { tellCopied } from './copy-one.js'
import { reportLeftover } from './report-leftover.js'

/** From where to where: at least one side is in COS. */
export type ManyPlaces =
  | { readonly source: FolderPlace; readonly target: PrefixPlace }
  | { readonly source: PrefixPlace; readonly target: Place }

/** Copies everything in a folder or below a prefix, some at a time. What fails is told and does not stop the rest. */
export async function copyMany(context: Context, places: ManyPlaces, flags: CopyFlags, journal: Journal | undefined): Promise<void> {
  const { output, signal } = context
  const failures = new Failures(output, 'cp')
  const line = output.progress('')
  const sourceOf = (name: string) => nameAt(places.source, name)
  const options: ManyOptions = {
    concurrency: flags.jobs,
    signal,
    onProgress: ({ transferredBytes, confirmedParts }) => line.update(transferredBytes, undefined, `${confirmedParts} files done`),
    async onStep(step, error, written) {
      line.end()
      const source = sourceOf(step.name)
      if (step.action === 'refuse') failures.add(source, { text: step.problem, code: step.code })
      else if (error !== undefined) failures.addError(source, error)
      else if (step.action === 'skip') output.note(`skipped ${source}: ${step.problem}`)
      else await tellCopied(context, source, nameAt(places.target, step.name), { sizeBytes: step.sizeBytes, ...written })
    },
  }
  try {
    await start(context, places, flags, { ...options, journal, partConcurrency: flags.concurrency, partSizeBytes: flags.partSizeBytes })
  } finally {
    line.end()
  }
  failures.throwIfAny('of the files could not be copied')
}

async function start(
  context: Context,
  { source, target }: ManyPlaces,
  { links, object, thresholdBytes }: CopyFlags,
  options: ManyOptions & LargeFileOptions,
): Promise<void> {
  const client = await context.client()
  if ('path' in target) {
    const { bucket, prefix } = source as PrefixPlace
    await downloadDirectory(client, { ...options, links, bucket, prefix, target: resolve(target.path) })
    return
  }
  const written = {
    ...options,
    ...target,
    object,
    multipartThresholdBytes: thresholdBytes,
    onLeftover: ({ key, uploadId }: { readonly key: string; readonly uploadId: string }) =>
      reportLeftover(context, formatCosUri({ bucket: target.bucket, key }), uploadId),
  }
  if ('path' in source) await uploadDirectory(client, { ...written, links, source: resolve(source.path) })
  else await copyPrefix(client, { ...written, source })
}
