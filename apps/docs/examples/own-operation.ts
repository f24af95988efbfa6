import {
  CosClient,
  command,
  contentMd5,
  defineOperation,
  element,
  type InputOf,
  isServiceError,
  list,
  optional,
  string,
  struct,
  xmlBody,
} from '@cos/core'

const operation = defineOperation({
  name: 'PutBucketNotification',
  route: 'PUT /{bucket}?notification',
  input: xmlBody('NotificationConfiguration', {
    functions: element(
      'CloudFunctionConfiguration',
      list(
        struct({
          /** At most 255 characters. */
          id: optional(element('Id')),
          events: element('Event', list(string)),
          cloudFunction: string,
        }),
      ),
    ),
  }),
  output: {},
  digest: contentMd5,
})
export interface PutBucketNotificationInput extends InputOf<typeof operation> {}
/** Says which functions hear of changes in a bucket. */
export class PutBucketNotificationCommand extends command(operation)<PutBucketNotificationInput, {}> {}

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })
const functions = [{ events: ['cos:ObjectCreated:*'], cloudFunction: 'resize' }]
try {
  await client.send(new PutBucketNotificationCommand({ bucket: 'guide-1250000000', functions }))
  console.log('stored')
} catch (error) {
  // The local server says honestly what it has not.
  if (!isServiceError(error, 'NotImplemented')) throw error
  console.log(error.code, error.status)
}
