import { mkdir, rm, writeFile } from 'node:fs/promises'
import { CosClient } from '@cos/core'
import { planSync, runPlan, sync, TransferLimits } from '@cos/transfer'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint, COS_REGION: region } = process.env
const client = new CosClient({ region, endpoint, credentials: { secretId, secretKey } })
await mkdir('site/css', { recursive: true })
await writeFile('site/index.html', '<h1>Hello</h1>')
await writeFile('site/css/main.css', 'h1 { color: teal }')

const places = { source: { path: 'site' }, target: { bucket: 'guide-1250000000', prefix: 'site' } }
const first = await sync(client, { ...places, exclude: ['*.map'], limits: new TransferLimits({ concurrency: 8 }) })
console.log(`${first.writtenCount} written, ${first.failureCount} failed`)

// What would be done, as lines that can be printed, saved, and carried out later.
await rm('site/css', { recursive: true })
const plan: string[] = []
for await (const line of planSync(client, { ...places, delete: { maxFraction: 0.5 } })) {
  plan.push(JSON.stringify(line))
  if (line.action === 'put' || line.action === 'delete') console.log(line.action, line.name)
}
await writeFile('plan.jsonl', plan.join('\n'))

const second = await runPlan(client, 'plan.jsonl', { ...places, backupPrefix: 'trash', manifest: 'failed.jsonl' })
console.log(`${second.deletedCount} deleted, ${second.unchangedCount} unchanged`)

// And back.
const back = await sync(client, { source: places.target, target: { path: 'copy' } })
console.log(`${back.writtenCount} came back`)
