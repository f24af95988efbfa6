import {
  DeleteBucketTaggingCommand,
  DeleteObjectTaggingCommand,
  GetBucketTaggingCommand,
  GetObjectTaggingCommand,
  isServiceError,
  PutBucketTaggingCommand,
  PutObjectTaggingCommand,
} from '@cos/core'
import type { Context } from '../context.js'
import { parseCosUri, parseObjectUri } from '../cos-uri.js'
import { nameValues } from '../name-values.js'
import { alignedLines } from '../output/aligned-lines.js'
import { UsageError } from '../usage-error.js'
import { collect } from './collect.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'an object or a bucket')
    command.argument('[tags...]', 'tags to set, as name=value; without any, and without flags, the tags are shown')
    command.option('--remove <name>', 'remove this tag; may be given more than once', collect)
    command.option('--remove-all', 'remove all tags, before others are set')
    command.option('--version-id <id>', 'one version of the object')
  },
  examples: [
    ['cos tag cos://photos-1250000000/a.jpg', 'show the tags of an object'],
    ['cos tag cos://photos-1250000000/a.jpg team=web cost=42', 'set two; the others stay'],
    ['cos tag --remove cost cos://photos-1250000000/a.jpg', 'remove one'],
    ['cos tag cos://photos-1250000000 team=web', 'set a tag of a bucket'],
  ],
  async run(context, [text = '', given], flags) {
    const address = addressOf(text, flags['versionId'] as string | undefined)
    // Commander hands a list over for `[tags...]`.
    const changes = nameValues((given ?? []) as unknown as readonly string[], 'The tag')
    const removed = (flags['remove'] ?? []) as readonly string[]
    const removesAll = flags['removeAll'] === true
    if (removesAll && removed.length > 0) throw new UsageError('--remove-all removes all tags: leave --remove out.')
    const tags = new Map(Object.entries(removesAll ? {} : await readTags(context, address)))
    const isChange = removesAll || removed.length > 0 || Object.keys(changes).length > 0
    for (const name of removed) tags.delete(name)
    for (const [name, value] of Object.entries(changes)) tags.set(name, value)
    if (isChange) await writeTags(context, address, tags)
    const { output } = context
    const said = isChange ? { operation: 'tag', success: true } : { type: 'tags' }
    if (tags.size === 0 && !output.isJson) return
    const record = { ...said, ...address, tags: Object.fromEntries(tags) }
    await output[isChange ? 'done' : 'result'](record, alignedLines([...tags]))
  },
}

/** What has tags: a bucket, which has no key, or an object. */
interface Tagged {
  readonly bucket: string
  readonly key?: string
  readonly versionId?: string | undefined
}

function addressOf(text: string, versionId: string | undefined): Tagged {
  if (versionId !== undefined) return { ...parseObjectUri(text), versionId }
  const { bucket, key } = parseCosUri(text)
  return key === '' ? { bucket } : { bucket, key }
}

async function readTags({ client, signal }: Context, { bucket, key, versionId }: Tagged): Promise<Record<string, string>> {
  const sender = await client()
  const { tags } = await (key === undefined
    ? sender.send(new GetBucketTaggingCommand({ bucket }), { signal }).catch((error: unknown) => {
        if (isServiceError(error, 'NoSuchTagSet')) return { tags: [] }
        throw error
      })
    : sender.send(new GetObjectTaggingCommand({ bucket, key, versionId }), { signal }))
  return Object.fromEntries(tags.map((tag) => [tag.key, tag.value]))
}

/** The service replaces all tags at once. */
async function writeTags(
  { client, signal }: Context,
  { bucket, key, versionId }: Tagged,
  changed: ReadonlyMap<string, string>,
): Promise<void> {
  const sender = await client()
  const tags = Array.from(changed, ([name, value]) => ({ key: name, value }))
  const isBucket = key === undefined
  if (tags.length > 0 && isBucket) await sender.send(new PutBucketTaggingCommand({ bucket, tags }), { signal })
  else if (tags.length > 0 && !isBucket) await sender.send(new PutObjectTaggingCommand({ bucket, key, versionId, tags }), { signal })
  else if (isBucket) await sender.send(new DeleteBucketTaggingCommand({ bucket }), { signal })
  else await sender.send(new DeleteObjectTaggingCommand({ bucket, key, versionId }), { signal })
}
