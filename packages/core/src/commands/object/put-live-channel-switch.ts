import { oneOf } from '@cos/xml'
import { namedQuery } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'PutLiveChannelSwitch',
  route: 'PUT /{bucket}/{key}?live',
  input: {
    switch: namedQuery(oneOf('enabled', 'disabled')),
  },
  output: {},
})
export interface PutLiveChannelSwitchInput extends InputOf<typeof operation> {}
export interface PutLiveChannelSwitchOutput extends OutputOf<typeof operation> {}
/** Allows or refuses pushing to a live channel (PUT LiveChannel switch). `key` is the name of the channel: at most 128 bytes, without a slash. */
export class PutLiveChannelSwitchCommand extends command(operation)<PutLiveChannelSwitchInput, PutLiveChannelSwitchOutput> {}
