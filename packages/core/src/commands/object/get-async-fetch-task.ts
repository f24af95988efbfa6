import { element, integer, optional, string } from '@cos/xml'
import { documented } from '#documented'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { errorInBody } from '../../operation/error-in-body.js'
import { jsonObject } from '../../operation/json-object.js'
import { migrationError } from '../shapes/migration-error.js'
import { migrationService } from '../shapes/migration-service.js'

const operation = defineOperation({
  name: 'GetAsyncFetchTask',
  route: 'GET /{bucket}/{taskId}',
  service: migrationService,
  input: {},
  output: jsonObject(
    'task',
    {
      // [?] TASK_FAILED is the only state that a source shows.
      /** The state, in the service's own words: `TASK_FAILED` once it has failed. */
      status: element('data.status', string),
      /** How much is done, in percent. */
      percent: element('data.percent', integer),
      /** Why it failed, in a word such as `Forbidden`. */
      code: optional(element('data.code', string)),
      /** Why it failed, in a sentence. */
      message: optional(element('data.msg', string)),
      /** Quote it when asking support. */
      requestId: optional(element('request_id', string)),
    },
    documented({ code: 0, message: 'SUCCESS' }),
  ),
  errorInBody,
  errorOf: migrationError,
})
export interface GetAsyncFetchTaskInput extends InputOf<typeof operation> {}
export interface GetAsyncFetchTaskOutput extends OutputOf<typeof operation> {}
/** Tells how far a task is that fetches an object (GetAsyncFetchTask). It goes where `PutAsyncFetchTaskCommand` goes. */
export class GetAsyncFetchTaskCommand extends command(operation)<GetAsyncFetchTaskInput, GetAsyncFetchTaskOutput> {}
