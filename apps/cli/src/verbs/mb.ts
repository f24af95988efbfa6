import { CreateBucketCommand } from '@cos/core'
import { parseBucketUri } from '../cos-uri.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<bucket>', 'full name with the APPID: cos://photos-1250000000')
    command.option('--acl <acl>', 'private, public-read or public-read-write (default: private)')
  },
  examples: [['cos mb cos://photos-1250000000', 'make a private bucket in the region of --region']],
  async run({ client, output, signal }, [text = ''], { acl }) {
    const bucket = parseBucketUri(text)
    await (await client()).send(new CreateBucketCommand({ bucket, acl: acl as never }), { signal })
    await output.done({ operation: 'mb', bucket }, `made cos://${bucket}`)
  },
}
