import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteLiveChannel',
  route: 'DELETE /{bucket}/{key}?live',
  input: {},
  output: {},
  status: 204,
})
export interface DeleteLiveChannelInput extends InputOf<typeof operation> {}
export interface DeleteLiveChannelOutput extends OutputOf<typeof operation> {}
/** Deletes a live channel (DELETE LiveChannel), but not while it is pushed to. Its files stay. `key` is the name of the channel: at most 128 bytes, without a slash. */
export class DeleteLiveChannelCommand extends command(operation)<DeleteLiveChannelInput, DeleteLiveChannelOutput> {}
