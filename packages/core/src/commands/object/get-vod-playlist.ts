import { optional } from '@cos/xml'
import { namedHeader, payload } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { vodPeriod } from '../shapes/vod-period.js'

const operation = defineOperation({
  name: 'GetVodPlaylist',
  route: 'GET /{bucket}/{key}?vod',
  input: vodPeriod,
  output: {
    contentType: optional(namedHeader()),
    /** The playlist, an m3u8 document. */
    body: payload,
  },
})
export interface GetVodPlaylistInput extends InputOf<typeof operation> {}
export interface GetVodPlaylistOutput extends OutputOf<typeof operation> {}
/** Makes a playlist of what a live channel recorded in a stretch of time (GET VodPlaylist). `key` is the name of the channel: at most 128 bytes, without a slash. */
export class GetVodPlaylistCommand extends command(operation)<GetVodPlaylistInput, GetVodPlaylistOutput> {}
