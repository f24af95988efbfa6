import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { vodPeriod } from '../shapes/vod-period.js'

const operation = defineOperation({
  name: 'PostVodPlaylist',
  route: 'POST /{bucket}/{key}?vod',
  input: vodPeriod,
  output: {},
})
export interface PostVodPlaylistInput extends InputOf<typeof operation> {}
export interface PostVodPlaylistOutput extends OutputOf<typeof operation> {}
/** Stores a playlist of what a live channel recorded in a stretch of time (POST VodPlaylist). `key` is `<channel>/<playlist>.m3u8`. */
export class PostVodPlaylistCommand extends command(operation)<PostVodPlaylistInput, PostVodPlaylistOutput> {}
