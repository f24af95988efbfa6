import {
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
import { describe, expect, test } from 'vitest'
import { bucket, failureOf, withBucket } from '../local-server.fixture.js'
import { virtualClock } from '../virtual-clock.js'

async function prepared() {
  const clock = virtualClock()
  const { client } = await withBucket({ clock, requireSignatures: false }, { clock })
  const make = (key: string, more: object = {}) => client.send(new PutLiveChannelCommand({ bucket, key, target: { type: 'HLS' }, ...more }))
  return { clock, client, make }
}

describe('live channels', () => {
  test('are made with defaults, and tell where to push and to play', async () => {
    const { client, make } = await prepared()
    const host = `${bucket}.cos.ap-guangzhou.myqcloud.com`
    const urls = { publishUrls: [`rtmp://${host}/live/ch`], playUrls: [`http://${host}/ch/playlist.m3u8`] }
    expect(await make('ch', { description: 'a' })).toEqual(urls)
    expect(await client.send(new GetLiveChannelCommand({ bucket, key: 'ch' }))).toEqual({
      description: 'a',
      switch: 'Enabled',
      target: { type: 'HLS', fragDuration: 5, fragCount: 3, playlistName: 'playlist.m3u8', ...urls },
    })
  })

  test('are idle or disabled, as nothing can be pushed here', async () => {
    const { client, make } = await prepared()
    await make('ch')
    const status = async () => (await client.send(new GetLiveChannelStatusCommand({ bucket, key: 'ch' }))).status
    expect(await status()).toBe('Idle')
    await client.send(new PutLiveChannelSwitchCommand({ bucket, key: 'ch', switch: 'disabled' }))
    expect([await status(), (await client.send(new GetLiveChannelCommand({ bucket, key: 'ch' }))).switch]).toEqual(['Disabled', 'Disabled'])
    await client.send(new PutLiveChannelSwitchCommand({ bucket, key: 'ch', switch: 'enabled' }))
    expect(await status()).toBe('Idle')
    expect((await client.send(new GetLiveChannelHistoryCommand({ bucket, key: 'ch' }))).records).toEqual([])
  })

  test('are listed in pages, and are no objects', async () => {
    const { client, make } = await prepared()
    for (const key of ['b', 'a1', 'a2', 'a3']) await make(key)
    const first = await client.send(new ListLiveChannelsCommand({ bucket, prefix: 'a', maxKeys: 2 }))
    expect([first.channels.map(({ name }) => name), first.isTruncated, first.nextMarker]).toEqual([['a1', 'a2'], true, 'a2'])
    const second = await client.send(new ListLiveChannelsCommand({ bucket, prefix: 'a', maxKeys: 2, marker: first.nextMarker }))
    expect([second.channels.map(({ name }) => name), second.isTruncated]).toEqual([['a3'], false])
    expect(await failureOf(client.send(new GetObjectCommand({ bucket, key: 'b' })))).toMatchObject({ code: 'NoSuchKey' })
    await client.send(new DeleteLiveChannelCommand({ bucket, key: 'b' }))
    const missing = client.send(new GetLiveChannelCommand({ bucket, key: 'b' }))
    expect(await failureOf(missing)).toMatchObject({ status: 404, code: 'NoSuchLiveChannel' })
  })

  test.each([
    ['a/b', {}],
    ['a'.repeat(129), {}],
    ['a', { description: 'ä'.repeat(65) }],
    ['a', { target: { type: 'HLS', fragDuration: 5 } }],
    ['a', { target: { type: 'HLS', playlistName: 'list.txt' } }],
    ['a', { target: { type: 'HLS', playlistName: '.m3u8' } }],
  ])('channel %# is refused', async (key, more) => {
    const { client, make } = await prepared()
    expect(await failureOf(make(key, more))).toMatchObject({ status: 400, code: 'InvalidArgument' })
    expect((await client.send(new ListLiveChannelsCommand({ bucket }))).channels).toEqual([])
  })
})

describe('playlists of what was recorded', () => {
  async function recorded() {
    const { clock, client, make } = await prepared()
    await make('ch', { target: { type: 'HLS', fragDuration: 3, fragCount: 3 } })
    const startedAtMs = Math.ceil(clock.now() / 1000) * 1000
    // Later ones have names that come earlier: their time decides.
    for (const name of ['9 a', '5', '1']) {
      await clock.sleep(10_000)
      await client.send(new PutObjectCommand({ bucket, key: `ch/${name}.ts`, body: 'x' }))
    }
    await client.send(new PutObjectCommand({ bucket, key: 'ch/note.txt', body: 'x' }))
    return { client, at: (seconds: number) => new Date(startedAtMs + seconds * 1000) }
  }
  const filesOf = (playlist: string) => playlist.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

  test('name the files of a stretch of time, oldest first', async () => {
    const { client, at } = await recorded()
    const read = async (from: number, to: number) => {
      const answer = await client.send(new GetVodPlaylistCommand({ bucket, key: 'ch', startTime: at(from), endTime: at(to) }))
      return { contentType: answer.contentType, text: await answer.body.text() }
    }
    const whole = await read(0, 60)
    expect(whole.contentType).toBe('application/vnd.apple.mpegurl')
    expect(filesOf(whole.text)).toEqual(['ch/9%20a.ts', 'ch/5.ts', 'ch/1.ts'])
    expect(whole.text).toMatch(/^#EXTM3U\n[\s\S]*#EXT-X-TARGETDURATION:3\n[\s\S]*#EXT-X-ENDLIST\n$/)
    expect(filesOf((await read(15, 25)).text)).toEqual(['ch/5.ts'])
    expect(filesOf((await read(40, 60)).text)).toEqual([])
  })

  test('are stored beside the files', async () => {
    const { client, at } = await recorded()
    const period = { startTime: at(0), endTime: at(60) }
    await client.send(new PostVodPlaylistCommand({ bucket, key: 'ch/all.m3u8', ...period }))
    const { body, contentType } = await client.send(new GetObjectCommand({ bucket, key: 'ch/all.m3u8' }))
    expect([contentType, filesOf(await body.text())]).toEqual(['application/vnd.apple.mpegurl', ['9%20a.ts', '5.ts', '1.ts']])
    const misnamed = client.send(new PostVodPlaylistCommand({ bucket, key: 'ch/all.txt', ...period }))
    expect(await failureOf(misnamed)).toMatchObject({ status: 400, code: 'InvalidArgument' })
  })

  test('need a channel, and a stretch of at most a day', async () => {
    const { client, at } = await recorded()
    const read = (key: string, from: number, to: number) =>
      failureOf(client.send(new GetVodPlaylistCommand({ bucket, key, startTime: at(from), endTime: at(to) })))
    expect(await read('none', 0, 60)).toMatchObject({ status: 404, code: 'NoSuchLiveChannel' })
    expect(await read('ch', 60, 0)).toMatchObject({ status: 400, code: 'InvalidArgument' })
    expect(await read('ch', 0, 86_401)).toMatchObject({ status: 400, code: 'InvalidArgument' })
  })
})
