import { ListObjectsCommand, ListObjectVersionsCommand, paginate } from '@cos/core'
import type { Context } from '../context.js'
import { type CosUri, isCosUri, parseCosUri } from '../cos-uri.js'
import { humanSize } from '../output/size.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'a bucket, or the beginning of keys: cos://photos-1250000000/2026/')
    command.option('--all-versions', 'all versions, not only the latest, and how many delete markers there are')
    command.option('--bytes', 'sizes in bytes instead of KiB, MiB, …')
  },
  examples: [
    ['cos du cos://photos-1250000000/2026/', 'how many objects begin so, and their size, by storage class'],
    ['cos du --all-versions cos://photos-1250000000', 'what a bucket costs with everything that was replaced or deleted'],
  ],
  async run(context, [text = ''], flags) {
    const uri = parseCosUri(isCosUri(text) ? text : `cos://${text}`)
    const isOfVersions = flags['allVersions'] === true
    const usage = await (isOfVersions ? usageOfVersions(context, uri) : usageOfObjects(context, uri))
    const { storageClasses, objectCount, sizeBytes, deleteMarkerCount } = usage
    const sizeText = (bytes: number) => (flags['bytes'] ? String(bytes) : humanSize(bytes))
    const line = (name: string, count: number, size: string) =>
      `${name.padEnd(10)}${String(count).padStart(8)}${size.padStart(13)}`.trimEnd()
    const lines = Object.entries(storageClasses).map(([name, part]) => line(name, part.objectCount, sizeText(part.sizeBytes)))
    lines.push(line('total', objectCount, sizeText(sizeBytes)))
    if (deleteMarkerCount !== undefined) lines.push(line('delete markers', deleteMarkerCount, ''))
    await context.output.result({ type: 'usage', bucket: uri.bucket, prefix: uri.key, ...usage }, lines.join('\n'))
  },
}

/** A number of objects, and what they take. */
interface Amount {
  objectCount: number
  sizeBytes: number
}

/** What is below a prefix. */
interface Usage extends Amount {
  deleteMarkerCount?: number
  /** By their names. */
  readonly storageClasses: Record<string, Amount>
}

interface Counted {
  readonly size: number
  readonly storageClass?: string | undefined
}

async function usageOfObjects({ client, signal }: Context, { bucket, key }: CosUri): Promise<Usage> {
  const usage: Usage = { objectCount: 0, sizeBytes: 0, storageClasses: {} }
  const command = new ListObjectsCommand({ bucket, prefix: key || undefined })
  for await (const { contents } of paginate(await client(), command, { signal })) for (const object of contents) count(usage, object)
  return sorted(usage)
}

async function usageOfVersions({ client, signal }: Context, { bucket, key }: CosUri): Promise<Usage> {
  const usage: Usage = { objectCount: 0, sizeBytes: 0, storageClasses: {} }
  let deleteMarkerCount = 0
  const command = new ListObjectVersionsCommand({ bucket, prefix: key || undefined })
  for await (const { versions } of paginate(await client(), command, { signal })) {
    for (const version of versions) {
      if (version.type === 'Version') count(usage, version)
      else deleteMarkerCount++
    }
  }
  return { ...sorted(usage), deleteMarkerCount }
}

function count(usage: Usage, { size, storageClass = 'STANDARD' }: Counted): void {
  for (const amount of [usage, (usage.storageClasses[storageClass] ??= { objectCount: 0, sizeBytes: 0 })]) {
    amount.objectCount++
    amount.sizeBytes += size
  }
}

function sorted(usage: Usage): Usage {
  return {
    ...usage,
    storageClasses: Object.fromEntries(Object.entries(usage.storageClasses).sort(([left], [right]) => (left < right ? -1 : 1))),
  }
}
