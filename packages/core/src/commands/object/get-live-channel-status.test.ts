import { expect, test } from 'vitest'
import { CosClient } from '../../client/cos-client.js'
import type { ResponseBody } from '../../transport/transport.js'
import { GetLiveChannelStatusCommand } from './get-live-channel-status.js'

async function read(document: string) {
  const bytes = new TextEncoder().encode(document)
  const body: ResponseBody = {
    bytes: async () => bytes,
    cancel: async () => {},
    async *[Symbol.asyncIterator]() {
      yield bytes
    },
  }
  const transport = async () => ({ status: 200, headers: {}, body })
  const client = new CosClient({ region: 'ap-guangzhou', credentials: 'anonymous', transport, retry: () => undefined })
  return client.send(new GetLiveChannelStatusCommand({ bucket: 'photos-1250000000', key: 'ch' }))
}

test.each(['LiveChannelStat', 'LiveChannelStatus'])('a status is read from a document named %s', async (root) => {
  expect(await read(`<${root}><Status>Idle</Status></${root}>`)).toEqual({ status: 'Idle' })
})

test('a document of another name is no status', async () => {
  await expect(read('<LiveChannel><Status>Idle</Status></LiveChannel>')).rejects.toMatchObject({ name: 'ResponseError' })
})
