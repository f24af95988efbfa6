import {
  CosClient,
  CreateBucketCommand,
  DeleteLiveChannelCommand,
  GetLiveChannelCommand,
  GetLiveChannelHistoryCommand,
  GetLiveChannelStatusCommand,
  GetObjectCommand,
  GetVodPlaylistCommand,
  ListLiveChannelsCommand,
  PostVodPlaylistCommand,
  PutLiveChannelCommand,
  PutLiveChannelSwitchCommand,
  PutObjectCommand,
} from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
const bucket = 'stage-1250000000'
await client.send(new CreateBucketCommand({ bucket }))

// Where a camera pushes to, and players read from.
const channel = { bucket, key: 'door' }
const { publishUrls, playUrls } = await client.send(new PutLiveChannelCommand({ ...channel, target: { type: 'HLS' } }))
console.log(publishUrls.length, playUrls.length)
console.log((await client.send(new GetLiveChannelCommand(channel))).switch)
console.log((await client.send(new GetLiveChannelStatusCommand(channel))).status)
console.log((await client.send(new GetLiveChannelHistoryCommand(channel))).records)
console.log((await client.send(new ListLiveChannelsCommand({ bucket }))).channels.map(({ name }) => name))

// A playlist of what was recorded in the last hour; given a key, it is kept as an object.
await client.send(new PutObjectCommand({ bucket, key: 'door/1.ts', body: 'a second of video' }))
const period = { startTime: new Date(Date.now() - 3_600_000), endTime: new Date(Date.now() + 60_000) }
const { body } = await client.send(new GetVodPlaylistCommand({ ...channel, ...period }))
console.log((await body.text()).split('\n')[0])
await client.send(new PostVodPlaylistCommand({ bucket, key: 'door/last-hour.m3u8', ...period }))
console.log((await client.send(new GetObjectCommand({ bucket, key: 'door/last-hour.m3u8' }))).contentType)

await client.send(new PutLiveChannelSwitchCommand({ ...channel, switch: 'disabled' }))
console.log((await client.send(new GetLiveChannelStatusCommand(channel))).status)
await client.send(new DeleteLiveChannelCommand(channel))
