import {
  CosClient,
  command,
  contentMd5,
  defineOperation,
  element,
  type InputOf,
  integer,
  isServiceError,
  list,
  oneOf,
  optional,
  string,
  struct,
  xmlBody,
} from '@cos/core'

const operation = defineOperation({
  name: 'PutBucketLifecycle',
  route: 'PUT /{bucket}?lifecycle',
  input: xmlBody('LifecycleConfiguration', {
    rules: element(
      'Rule',
      list(
        struct({
          /** At most 255 characters. */
          id: optional(element('ID')),
          status: oneOf('Enabled', 'Disabled'),
          filter: struct({ prefix: optional(string) }),
          expiration: optional(struct({ days: integer })),
        }),
      ),
    ),
  }),
  output: {},
  digest: contentMd5,
})
export interface PutBucketLifecycleInput extends InputOf<typeof operation> {}
/** Replaces every lifecycle rule of a bucket. */
export class PutBucketLifecycleCommand extends command(operation)<PutBucketLifecycleInput, {}> {}

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const rules = [{ status: 'Enabled' as const, filter: { prefix: 'logs/' }, expiration: { days: 30 } }]
try {
  await client.send(new PutBucketLifecycleCommand({ bucket: 'guide-1250000000', rules }))
  console.log('stored')
} catch (error) {
  // COS has it; the local server says honestly that it has not.
  if (!isServiceError(error, 'NotImplemented')) throw error
  console.log(error.code, error.status)
}
