import { ListBucketsCommand, ListObjectsCommand, type ListObjectsOutput, paginate } from '@cos/core'
import type { Context } from '../context.js'
import { type CosUri, formatCosUri, isCosUri, parseCosUri } from '../cos-uri.js'
import { dateText } from '../output/date-text.js'
import { listedPrefix } from '../output/listed-prefix.js'
import { humanSize } from '../output/size.js'
import { listVersions } from '../versions/list-versions.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('[uri]', 'a bucket, or the beginning of keys: cos://photos-1250000000/2026/')
    command.option('-r, --recursive', 'all keys, instead of folding them at the delimiter')
    command.option('--delimiter <text>', 'fold keys at this text', '/')
    command.option('--all-versions', 'all versions of objects, and delete markers, with their version ids')
    command.option('--bytes', 'sizes in bytes instead of KiB, MiB, …')
  },
  examples: [
    ['cos ls', 'list your buckets'],
    ['cos ls cos://photos-1250000000/2026/', 'list one level below a prefix'],
    ['cos ls --recursive --json cos://photos-1250000000', 'list everything, one JSON object per line'],
    ['cos ls --all-versions cos://photos-1250000000/a.jpg', 'list what was replaced or deleted, too'],
  ],
  async run(context, [text], flags) {
    if (text === undefined) return listBuckets(context)
    const delimiter = flags['recursive'] ? undefined : (flags['delimiter'] as string)
    const list = flags['allVersions'] === true ? listVersions : listObjects
    await list(context, parseCosUri(isCosUri(text) ? text : `cos://${text}`), delimiter, flags['bytes'] === true)
  },
}

async function listBuckets({ client, output, signal }: Context): Promise<void> {
  for await (const { buckets } of paginate(await client(), new ListBucketsCommand({}), { signal })) {
    for (const { name, location, creationDate } of buckets) {
      const text = `${dateText(creationDate)}  ${location.padEnd(16)}  cos://${name}`
      await output.result({ type: 'bucket', bucket: name, region: location, creationDate }, text)
    }
  }
}

async function listObjects(
  context: Context,
  { bucket, key: prefix }: CosUri,
  delimiter: string | undefined,
  inBytes: boolean,
): Promise<void> {
  const { client, output, signal } = context
  for await (const page of paginate(await client(), new ListObjectsCommand({ bucket, prefix: prefix || undefined, delimiter }), {
    signal,
  })) {
    for (const entry of entriesOf(page)) {
      if (typeof entry === 'string') {
        await output.result(...listedPrefix(bucket, entry))
        continue
      }
      const { key, size, lastModified, etag, storageClass } = entry
      const sizeText = (inBytes ? String(size) : humanSize(size)).padStart(14)
      const record = { type: 'object', bucket, key, size, lastModified, etag, storageClass, uri: formatCosUri({ bucket, key }) }
      await output.result(record, `${dateText(lastModified)}${sizeText}  ${key}`)
    }
  }
}

/** Keys and folded prefixes of a page, in the order of the service: by the bytes of their UTF-8. */
function entriesOf({ contents, commonPrefixes }: ListObjectsOutput): (ListObjectsOutput['contents'][number] | string)[] {
  const entries = [
    ...contents.map((object) => [object.key, object] as const),
    ...commonPrefixes.map(({ prefix }) => [prefix, prefix] as const),
  ]
  return entries.sort(([left], [right]) => Buffer.compare(Buffer.from(left), Buffer.from(right))).map(([, entry]) => entry)
}
