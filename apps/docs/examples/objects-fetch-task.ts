import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CosClient, CreateBucketCommand, GetAsyncFetchTaskCommand, GetObjectCommand, PutAsyncFetchTaskCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'

// The local server fetches from this machine alone; COS itself from any URL it can reach.
const source = createServer((_request, response) => response.end('from elsewhere'))
await new Promise<void>((resolve) => source.listen(0, '127.0.0.1', resolve))
const url = `http://127.0.0.1:${(source.address() as AddressInfo).port}/photo.jpg`

const server = createLocalServer()
const client = new CosClient({ region: server.region, credentials: server.credentials, transport: server.transport })
const bucket = 'fetched-1250000000'
await client.send(new CreateBucketCommand({ bucket }))

const { taskId } = await client.send(new PutAsyncFetchTaskCommand({ bucket, url, key: 'photo.jpg' }))
for (;;) {
  const { status, percent, message } = await client.send(new GetAsyncFetchTaskCommand({ bucket, taskId }))
  if (status === 'TASK_FAILED') throw new Error(message)
  if (percent === 100) break
  await new Promise((resolve) => setTimeout(resolve, 100))
}
console.log(await (await client.send(new GetObjectCommand({ bucket, key: 'photo.jpg' }))).body.text())

await server.close()
source.close()
