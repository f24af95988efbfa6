import { DeleteBucketCommand } from '@cos/core'
import { parseBucketUri } from '../cos-uri.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<bucket>', 'full name with the APPID: cos://photos-1250000000')
  },
  examples: [['cos rb cos://photos-1250000000', 'remove a bucket that is empty']],
  async run({ client, output, signal }, [text = '']) {
    const bucket = parseBucketUri(text)
    await (await client()).send(new DeleteBucketCommand({ bucket }), { signal })
    await output.done({ operation: 'rb', bucket }, `removed cos://${bucket}`)
  },
}
