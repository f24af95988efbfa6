import { integer, oneOf, optional, string, struct, timestamp, unknownElements } from '@cos/xml'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'GetLiveChannelStatus',
  route: 'GET /{bucket}/{key}?live&comp=status',
  input: {},
  output: xml(
    'LiveChannelStat',
    {
      status: oneOf('Idle', 'Live', 'Disabled'),
      /** Only when `Live`. */
      connectedTime: optional(timestamp),
      /** Only when `Live`: address and port of who pushes. */
      remoteAddr: optional(string),
      video: optional(
        struct({
          width: integer,
          height: integer,
          frameRate: integer,
          /** In bit/s. */
          bandwidth: integer,
          codec: string,
          unknown: unknownElements,
        }),
      ),
      audio: optional(
        struct({
          /** In bit/s. */
          bandwidth: integer,
          sampleRate: integer,
          codec: string,
          unknown: unknownElements,
        }),
      ),
      /** Elements this version does not know. */
      unknown: unknownElements,
    },
    // One sample of the documentation has this name.
    'LiveChannelStatus',
  ),
})
export interface GetLiveChannelStatusInput extends InputOf<typeof operation> {}
export interface GetLiveChannelStatusOutput extends OutputOf<typeof operation> {}
/** Tells whether a live channel is being pushed to (GET LiveChannel status). `key` is the name of the channel: at most 128 bytes, without a slash. */
export class GetLiveChannelStatusCommand extends command(operation)<GetLiveChannelStatusInput, GetLiveChannelStatusOutput> {}
