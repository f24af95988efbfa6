import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { type CosClient, CreateBucketCommand, GetObjectCommand, ListObjectsCommand, PutObjectCommand, paginate } from '@cos/core'
import { keys } from './corpus.js'
import type { Setting } from './node-sdk.js'
import { type Report, same } from './report.js'

const bucket = 'opendal-1250000000'

/** Drives the server with a client that neither the service's makers nor we have written; see `open-dal.py`. */
export async function driveOpenDal(interpreter: string, { port, region, credentials }: Setting, client: CosClient, report: Report) {
  await client.send(new CreateBucketCommand({ bucket }))
  await client.send(new PutObjectCommand({ bucket, key: 'ours', body: 'written by ours' }))
  // It knows folders, and so no keys that begin or end in slashes, or have two in a row.
  const plain = keys.filter((key) => !/^\/|\/\/|\/$|(^|\/)\.\.?(\/|$)/.test(key))
  const child = spawn(interpreter, ['-B', fileURLToPath(new URL('open-dal.py', import.meta.url))], { stdio: ['pipe', 'pipe', 'inherit'] })
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve))
  child.stdin.end(JSON.stringify({ bucket, region, keys: plain, proxy: `http://127.0.0.1:${port}`, ...credentials }))
  for await (const line of createInterface({ input: child.stdout })) {
    const { name, problem } = JSON.parse(line) as { name: string; problem: string | null }
    report.note(name, problem ?? undefined)
  }
  const code = await exited
  report.note('OpenDAL runs to its end', code === 0 ? undefined : `it ended with ${code}`)
  await report.check('our client finds what OpenDAL left', async () => {
    const found: string[] = []
    for await (const page of paginate(client, new ListObjectsCommand({ bucket }))) found.push(...page.contents.map(({ key }) => key))
    same(found.sort(), ['appended', 'ours', ...plain].sort())
    for (const key of plain) same(await (await client.send(new GetObjectCommand({ bucket, key }))).body.text(), key)
  })
}
