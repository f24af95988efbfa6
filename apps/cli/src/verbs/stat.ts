import { HeadBucketCommand, HeadObjectCommand } from '@cos/core'
import { parseCosUri } from '../cos-uri.js'
import { alignedLines } from '../output/aligned-lines.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'an object or a bucket')
    command.option('--version-id <id>', 'one version of the object')
  },
  examples: [
    ['cos stat cos://photos-1250000000/a.jpg', 'size, type, checksum and metadata of an object'],
    ['cos stat cos://photos-1250000000', 'whether a bucket is there, and where'],
  ],
  async run({ client, output, signal }, [text = ''], { versionId }) {
    const { bucket, key } = parseCosUri(text)
    if (key === '') {
      const about = await (await client()).send(new HeadBucketCommand({ bucket }), { signal })
      return output.result({ type: 'bucket', bucket, ...about }, linesOf({ bucket, ...about }))
    }
    const command = new HeadObjectCommand({ bucket, key, versionId: versionId as string | undefined })
    const { contentLength: size, contentRange: _, metadata, ...about } = await (await client()).send(command, { signal })
    const record = { bucket, key, size, ...about }
    const withMetadata = Object.fromEntries(Object.entries(metadata).map(([name, value]) => [`metadata ${name}`, value]))
    await output.result({ type: 'object', ...record, metadata }, linesOf({ ...record, ...withMetadata }))
  },
}

function linesOf(record: object): string {
  return alignedLines(Object.entries(record).filter(([, value]) => value !== undefined))
}
