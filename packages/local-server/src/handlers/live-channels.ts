import type {
  DeleteLiveChannelInput,
  DeleteLiveChannelOutput,
  GetLiveChannelHistoryInput,
  GetLiveChannelHistoryOutput,
  GetLiveChannelInput,
  GetLiveChannelOutput,
  GetLiveChannelStatusInput,
  GetLiveChannelStatusOutput,
  ListLiveChannelsInput,
  ListLiveChannelsOutput,
  PutLiveChannelInput,
  PutLiveChannelOutput,
  PutLiveChannelSwitchInput,
  PutLiveChannelSwitchOutput,
} from '@cos/core'
import type { LiveChannel } from '../configurations/live-channel.js'
import { Fault } from '../fault.js'
import type { BucketRecord } from '../store/records.js'
import type { Call, Handler } from './handler.js'

type ChannelCall = Pick<Call<{ readonly key: string }>, 'bucket' | 'configurations' | 'input'>

/** Creates or replaces a live channel. Nothing can be pushed to it: this server has no RTMP, and the status says so. */
export const putLiveChannel: Handler<PutLiveChannelInput, PutLiveChannelOutput> = async (call) => {
  const { bucket, configurations, input, nowMs } = call
  const { key, description, target } = input
  const { fragDuration, fragCount, playlistName = 'playlist.m3u8' } = target
  if (key.includes('/') || Buffer.byteLength(key) > 128) throw invalid('The name of a channel has at most 128 bytes and no slash.')
  if (Buffer.byteLength(description ?? '') > 128) throw invalid('Description has at most 128 bytes.')
  if ((fragDuration === undefined) !== (fragCount === undefined)) throw invalid('FragDuration and FragCount go together.')
  const nameBytes = Buffer.byteLength(playlistName)
  if (!playlistName.endsWith('.m3u8') || nameBytes < 6 || nameBytes > 128)
    throw invalid('PlaylistName has 6 to 128 bytes and ends with .m3u8.')
  const channel: LiveChannel = {
    description,
    switch: input.switch ?? 'Enabled',
    target: { type: target.type, fragDuration: fragDuration ?? 5, fragCount: fragCount ?? 3, playlistName },
    modifiedAt: new Date(nowMs),
  }
  await configurations.put({ bucket: bucket.name, name: 'live', id: key }, channel)
  return { output: urlsOf(bucket, key, channel) }
}

/** Reads a live channel. */
export const getLiveChannel: Handler<GetLiveChannelInput, GetLiveChannelOutput> = async (call) => {
  const channel = await channelOf(call)
  const { description, switch: state, target } = channel
  return { output: { description, switch: state, target: { ...target, ...urlsOf(call.bucket, call.input.key, channel) } } }
}

/** Allows or refuses pushing to a channel. */
export const putLiveChannelSwitch: Handler<PutLiveChannelSwitchInput, PutLiveChannelSwitchOutput> = async (call) => {
  const { bucket, configurations, input, nowMs } = call
  const channel = await channelOf(call)
  const state = input.switch === 'enabled' ? 'Enabled' : 'Disabled'
  await configurations.put({ bucket: bucket.name, name: 'live', id: input.key }, { ...channel, switch: state, modifiedAt: new Date(nowMs) })
  return { output: {} }
}

/** Tells of no push, as none can have been. */
export const getLiveChannelHistory: Handler<GetLiveChannelHistoryInput, GetLiveChannelHistoryOutput> = async (call) => {
  await channelOf(call)
  return { output: { records: [] } }
}

/** Tells that nothing is being pushed, or may be. */
export const getLiveChannelStatus: Handler<GetLiveChannelStatusInput, GetLiveChannelStatusOutput> = async (call) => ({
  output: { status: (await channelOf(call)).switch === 'Enabled' ? 'Idle' : 'Disabled' },
})

/** Deletes a channel; its files stay. */
export const deleteLiveChannel: Handler<DeleteLiveChannelInput, DeleteLiveChannelOutput> = async ({ bucket, configurations, input }) => {
  await configurations.delete({ bucket: bucket.name, name: 'live', id: input.key })
  return { output: {} }
}

/** Lists the channels of a bucket by name. */
export const listLiveChannels: Handler<ListLiveChannelsInput, ListLiveChannelsOutput> = async ({ bucket, configurations, input }) => {
  const { prefix = '', marker = '', maxKeys = 100 } = input
  const listed = (await configurations.list(bucket.name, 'live'))
    .filter(({ id }) => id.startsWith(prefix) && (marker === '' || Buffer.compare(Buffer.from(id), Buffer.from(marker)) > 0))
    .sort((first, second) => Buffer.compare(Buffer.from(first.id), Buffer.from(second.id)))
  const page = listed.slice(0, maxKeys)
  const isTruncated = listed.length > page.length
  return {
    output: {
      maxKeys,
      prefix,
      marker,
      isTruncated,
      nextMarker: isTruncated ? page.at(-1)?.id : undefined,
      channels: page.map(({ id, document }) => ({ name: id, lastModified: document.modifiedAt })),
    },
  }
}

/** Reads the channel of a call. */
export async function channelOf({ bucket, configurations, input }: ChannelCall): Promise<LiveChannel> {
  const channel = await configurations.get(bucket.name, 'live', input.key)
  if (!channel) throw new Fault('NoSuchLiveChannel')
  return channel
}

function urlsOf({ name, region }: BucketRecord, channel: string, { target }: LiveChannel): PutLiveChannelOutput {
  const host = `${name}.cos.${region}.myqcloud.com`
  const path = encodeURIComponent(channel)
  return { publishUrls: [`rtmp://${host}/live/${path}`], playUrls: [`http://${host}/${path}/${target.playlistName}`] }
}

function invalid(message: string): Fault {
  return new Fault('InvalidArgument', { message })
}
