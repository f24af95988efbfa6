import type { NodeKit } from '../node-sdk.js'
import { same } from '../report.js'

/** Live channels through the official SDK's request of any kind, as it has no methods for them. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const request = (Method: string, Key: string, Query: Record<string, string>, Body?: string) =>
    sdk['request']!({ ...at, Method, Key, Query, Body, Headers: Body === undefined ? {} : { 'Content-Type': 'application/xml' } })

  await check('makes a channel, switches it off and deletes it', async () => {
    const Body = '<LiveChannelConfiguration><Target><Type>HLS</Type></Target></LiveChannelConfiguration>'
    await request('PUT', 'ch', { live: '' }, Body)
    await request('PUT', 'ch', { live: '', switch: 'disabled' })
    const status = (await request('GET', 'ch', { live: '', comp: 'status' }))['LiveChannelStat'] as { Status: string }
    same(status.Status, 'Disabled')
    const listed = (await request('GET', '', { live: '' }))['ListLiveChannelResult'] as { LiveChannel: { Name: string } }
    same(listed.LiveChannel.Name, 'ch')
    await request('DELETE', 'ch', { live: '' })
  })
}
