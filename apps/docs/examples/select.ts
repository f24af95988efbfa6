import { CosClient, CreateBucketCommand, PutObjectCommand, SelectObjectContentCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'

const server = createLocalServer()
const client = new CosClient({ region: server.region, credentials: server.credentials, transport: server.transport })
const bucket = 'orders-1250000000'
await client.send(new CreateBucketCommand({ bucket }))
const body = 'city,price\nRome,12.5\nOslo,7\nRome,30\n'
await client.send(new PutObjectCommand({ bucket, key: 'orders.csv', body }))

const { events } = await client.send(
  new SelectObjectContentCommand({
    bucket,
    key: 'orders.csv',
    expression: "SELECT s.city, CAST(s.price AS FLOAT) * 2 AS double FROM COSObject s WHERE s.city LIKE 'R%' AND s.price > 10",
    expressionType: 'SQL',
    inputSerialization: { csv: { fileHeaderInfo: 'USE' } },
    outputSerialization: { json: {} },
  }),
)
const decoder = new TextDecoder()
for await (const event of events) {
  if (event.type === 'Records') console.log(decoder.decode(event.payload, { stream: true }).trimEnd())
  if (event.type === 'Stats') console.log(`${event.bytesScanned} bytes were read`)
}
