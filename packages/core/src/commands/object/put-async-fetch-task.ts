import { boolean, element, optional, string } from '@cos/xml'
import { documented } from '#documented'
import { checkKey } from '../../operation/address.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { errorInBody } from '../../operation/error-in-body.js'
import { jsonObject } from '../../operation/json-object.js'
import { fetchUrl } from '../shapes/fetch-url.js'
import { migrationError } from '../shapes/migration-error.js'
import { migrationService } from '../shapes/migration-service.js'

const operation = defineOperation({
  name: 'PutAsyncFetchTask',
  route: 'POST /{bucket}',
  service: migrationService,
  input: jsonObject('task', {
    /** Where the object is fetched from: a URL of `http` or `https` that needs no headers. Up to 5 GB. */
    url: element('Url', fetchUrl),
    /** Key it is stored under: 1 to 850 bytes of UTF-8. */
    key: element('Key', string),
    /** MD5 that the fetched bytes must have; the task fails when they have another. Default: not compared. */
    md5: optional(element('MD5', string)),
    // [?] No source says which words the service knows, so any is sent.
    /** What is done when the key exists, in the service's own words. Default: left to the service. */
    onKeyExist: optional(element('OnKeyExist', string)),
    /** Goes with `onKeyExist`. */
    ignoreSameKey: optional(element('IgnoreSameKey', boolean)),
    /** The service tells this URL of success. */
    successCallbackUrl: optional(element('SuccessCallbackUrl', fetchUrl)),
    /** The service tells this URL of failure. */
    failureCallbackUrl: optional(element('FailureCallbackUrl', fetchUrl)),
  }),
  output: jsonObject(
    'task',
    {
      /** Names the task to `GetAsyncFetchTaskCommand`. */
      taskId: element('data.taskid', string),
      /** Quote it when asking support. */
      requestId: optional(element('request_id', string)),
    },
    documented({ code: 0, message: 'SUCCESS' }),
  ),
  check: ({ key }) => checkKey(key),
  errorInBody,
  errorOf: migrationError,
})
export interface PutAsyncFetchTaskInput extends InputOf<typeof operation> {}
export interface PutAsyncFetchTaskOutput extends OutputOf<typeof operation> {}
/**
 * Has COS fetch an object from a URL, in the background (PutAsyncFetchTask). It goes to `<region>.migration.myqcloud.com`: the client
 * needs a region, and an endpoint that stands for more than one bucket. With an endpoint of your own, `fetch` cannot send it. It is not
 * repeated after a failure that may have made a task. A refusal is a `ServiceError` whose `code` is the service's number.
 */
export class PutAsyncFetchTaskCommand extends command(operation)<PutAsyncFetchTaskInput, PutAsyncFetchTaskOutput> {}
