import { element, list, optional, string, struct, timestamp, unknownElements } from '@cos/xml'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'GetLiveChannelHistory',
  route: 'GET /{bucket}/{key}?live&comp=history',
  input: {},
  output: xml('LiveChannelHistory', {
    records: element(
      'LiveRecord',
      list(
        struct({
          startTime: timestamp,
          endTime: optional(timestamp),
          /** Address and port of who pushed. */
          remoteAddr: string,
          requestId: optional(string),
          unknown: unknownElements,
        }),
      ),
    ),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
})
export interface GetLiveChannelHistoryInput extends InputOf<typeof operation> {}
export interface GetLiveChannelHistoryOutput extends OutputOf<typeof operation> {}
/** Tells when a live channel was pushed to, the last ten times (GET LiveChannel history). `key` is the name of the channel: at most 128 bytes, without a slash. */
export class GetLiveChannelHistoryCommand extends command(operation)<GetLiveChannelHistoryInput, GetLiveChannelHistoryOutput> {}
