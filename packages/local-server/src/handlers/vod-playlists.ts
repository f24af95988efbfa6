import type { GetVodPlaylistInput, GetVodPlaylistOutput, PostVodPlaylistInput, PostVodPlaylistOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { AnswerBody } from '../server-request.js'
import { keptClass } from '../storage-zones.js'
import type { ObjectRecord } from '../store/records.js'
import { versioningOf } from '../versioning.js'
import type { Call, Handler } from './handler.js'
import { channelOf } from './live-channels.js'

type Playlist = Omit<GetVodPlaylistOutput, 'body'> & { readonly body: AnswerBody }
type Period = Pick<GetVodPlaylistInput, 'startTime' | 'endTime'>

const contentType = 'application/vnd.apple.mpegurl'
const maxPeriodMs = 86_400_000

/** Makes a playlist of a channel's files that were last changed in a stretch of time. */
export const getVodPlaylist: Handler<GetVodPlaylistInput, Playlist> = async (call) => ({
  output: { contentType, body: Buffer.from(await playlistOf(call, call.input.key, `${call.input.key}/`)) },
})

/** Stores such a playlist beside the files. */
export const postVodPlaylist: Handler<PostVodPlaylistInput, PostVodPlaylistOutput> = async (call) => {
  const { bucket, input, store } = call
  const [, channel, playlist] = /^([^/]+)\/([^/]+\.m3u8)$/.exec(input.key) ?? []
  if (channel === undefined || playlist === undefined) {
    throw new Fault('InvalidArgument', { message: 'The key is that of a playlist: <channel>/<playlist>.m3u8.' })
  }
  const body = await store.stage(Buffer.from(await playlistOf(call, channel, '')))
  const versioning = versioningOf(bucket)
  const stored = await store.putObject({
    bucket: bucket.name,
    key: input.key,
    body,
    versioning,
    attributes: { contentType, storageClass: keptClass(undefined, bucket) },
  })
  if (stored.outcome !== 'stored') throw new Fault('NoSuchBucket')
  return { output: {} }
}

async function playlistOf(call: Call<Period & { readonly key: string }>, channel: string, folder: string): Promise<string> {
  const { startTime, endTime } = call.input
  const periodMs = endTime.getTime() - startTime.getTime()
  // That a day is the most is secondary knowledge [?].
  if (startTime.getTime() <= 0 || periodMs <= 0 || periodMs > maxPeriodMs) {
    throw new Fault('InvalidArgument', { message: 'starttime comes before endtime, by at most a day.' })
  }
  const { target } = await channelOf({ ...call, input: { key: channel } })
  // Names are relative to where the playlist stands.
  const names = (await recordedIn(call, channel)).map(({ key }) => folder + key.slice(channel.length + 1))
  const header = ['#EXTM3U', '#EXT-X-VERSION:3', `#EXT-X-TARGETDURATION:${target.fragDuration}`, '#EXT-X-MEDIA-SEQUENCE:0']
  const files = names.flatMap((name) => [`#EXTINF:${target.fragDuration}.000,`, name.split('/').map(encodeURIComponent).join('/')])
  return `${[...header, ...files, '#EXT-X-ENDLIST'].join('\n')}\n`
}

/** The channel's files of the period, oldest first. */
async function recordedIn({ bucket, store, input }: Call<Period>, channel: string): Promise<readonly ObjectRecord[]> {
  const [startMs, endMs] = [input.startTime.getTime(), input.endTime.getTime()]
  const found: ObjectRecord[] = []
  let marker: string | undefined
  do {
    const page = await store.listObjects({ bucket: bucket.name, prefix: `${channel}/`, marker, limit: 1000 })
    found.push(...page.objects.filter(({ key, modifiedAtMs }) => key.endsWith('.ts') && modifiedAtMs >= startMs && modifiedAtMs <= endMs))
    marker = page.nextMarker
  } while (marker !== undefined)
  return found.sort((first, second) => first.modifiedAtMs - second.modifiedAtMs)
}
