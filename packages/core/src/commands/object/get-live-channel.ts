import { optional, string, struct, unknownElements } from '@cos/xml'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { liveTarget } from '../shapes/live-target.js'
import { liveUrls } from '../shapes/live-urls.js'
import { ruleStatus } from '../shapes/rule-status.js'

const operation = defineOperation({
  name: 'GetLiveChannel',
  route: 'GET /{bucket}/{key}?live',
  input: {},
  output: xml('LiveChannelConfiguration', {
    description: optional(string),
    switch: ruleStatus,
    target: struct({ ...liveTarget, ...liveUrls, unknown: unknownElements }),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
})
export interface GetLiveChannelInput extends InputOf<typeof operation> {}
export interface GetLiveChannelOutput extends OutputOf<typeof operation> {}
/** Reads how a live channel is set up (GET LiveChannel). `key` is the name of the channel: at most 128 bytes, without a slash. */
export class GetLiveChannelCommand extends command(operation)<GetLiveChannelInput, GetLiveChannelOutput> {}
