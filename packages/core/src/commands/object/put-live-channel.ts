import { optional, string, struct, unknownElements } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xml, xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { liveTarget } from '../shapes/live-target.js'
import { liveUrls } from '../shapes/live-urls.js'
import { ruleStatus } from '../shapes/rule-status.js'

const operation = defineOperation({
  name: 'PutLiveChannel',
  route: 'PUT /{bucket}/{key}?live',
  input: xmlBody('LiveChannelConfiguration', {
    /** At most 128 bytes. */
    description: optional(string),
    /** Whether it may be pushed to. Default `Enabled`. */
    switch: optional(ruleStatus),
    target: struct({ ...liveTarget, unknown: unknownElements }),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  output: xml('CreateLiveChannelResult', { ...liveUrls, unknown: unknownElements }),
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument']),
})
export interface PutLiveChannelInput extends InputOf<typeof operation> {}
export interface PutLiveChannelOutput extends OutputOf<typeof operation> {}
/** Creates or replaces a live channel (PUT LiveChannel). `key` is the name of the channel: at most 128 bytes, without a slash. */
export class PutLiveChannelCommand extends command(operation)<PutLiveChannelInput, PutLiveChannelOutput> {}
