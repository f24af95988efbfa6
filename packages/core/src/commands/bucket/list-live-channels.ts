import { boolean, element, integer, integerBetween, list, optional, string, struct, timestamp, unknownElements } from '@cos/xml'
import { namedQuery, xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'ListLiveChannels',
  route: 'GET /{bucket}?live',
  input: {
    /** Only channels that begin with this text. */
    prefix: optional(namedQuery()),
    /** Where the page starts: `nextMarker` of the page before. */
    marker: optional(namedQuery()),
    /** Channels in a page, 1 to 1000. Default 100. */
    maxKeys: optional(namedQuery(integerBetween(1, 1000))),
  },
  output: xml('ListLiveChannelResult', {
    maxKeys: integer,
    prefix: optional(string),
    marker: optional(string),
    /** True when another page follows. */
    isTruncated: boolean,
    nextMarker: optional(string),
    channels: element('LiveChannel', list(struct({ name: string, lastModified: timestamp, unknown: unknownElements }))),
    /** Elements this version does not know. */
    unknown: unknownElements,
  }),
  page: { next: { nextMarker: 'marker' }, more: 'isTruncated', items: ['channels'] },
})
export interface ListLiveChannelsInput extends InputOf<typeof operation> {}
export interface ListLiveChannelsOutput extends OutputOf<typeof operation> {}
/** Lists one page of the live channels of a bucket (LIST LiveChannel). `paginate` walks through all pages. */
export class ListLiveChannelsCommand extends command(operation)<ListLiveChannelsInput, ListLiveChannelsOutput> {}
