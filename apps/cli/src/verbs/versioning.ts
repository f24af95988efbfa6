import { GetBucketVersioningCommand, PutBucketVersioningCommand } from '@cos/core'
import { parseBucketUri } from '../cos-uri.js'
import { oneOf } from './one-of.js'
import type { Verb } from './verb.js'

const statuses = { enable: 'Enabled', suspend: 'Suspended' } as const

export const verb: Verb = {
  define(command) {
    command.argument('<bucket>', 'full name with the APPID: cos://photos-1250000000')
    command.argument('[change]', 'enable or suspend; without it, what is now is shown')
  },
  examples: [
    ['cos versioning cos://photos-1250000000', 'whether the bucket keeps versions'],
    ['cos versioning cos://photos-1250000000 enable', 'keep every version of every object from now on'],
    ['cos versioning cos://photos-1250000000 suspend', 'keep the versions there are, and no new ones'],
  ],
  async run({ client, output, signal }, [text = '', given]) {
    const bucket = parseBucketUri(text)
    const change = oneOf(['enable', 'suspend'], given, 'The change')
    if (change === undefined) {
      const { status } = await (await client()).send(new GetBucketVersioningCommand({ bucket }), { signal })
      return output.result({ type: 'versioning', bucket, status: status ?? null }, status ?? 'never enabled')
    }
    const status = statuses[change]
    await (await client()).send(new PutBucketVersioningCommand({ bucket, status }), { signal })
    await output.done({ operation: 'versioning', success: true, bucket, status }, `cos://${bucket}: ${status}`)
  },
}
