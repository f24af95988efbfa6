import { readFile } from 'node:fs/promises'
import { gzipSync } from 'node:zlib'
import { bundlers } from './bundlers.js'
import { withPage } from './page.js'

/** Commands that bring what others share: both directions of XML, digests, payloads, bodies. */
const common = ['DeleteMultipleObjectsCommand', 'GetObjectCommand', 'HeadObjectCommand', 'ListObjectsCommand', 'PutObjectCommand']

/** What commands cost a page, minified and compressed by gzip. */
export interface CommandCosts {
  /** A client with every command. */
  readonly allBytes: number
  readonly count: number
  /** What each command adds to a page that has a few of them already, largest first. */
  readonly further: readonly { readonly name: string; readonly addedBytes: number }[]
  /** What each command adds to a page that has all others, largest first: what nothing else has any use for. */
  readonly alone: readonly { readonly name: string; readonly addedBytes: number }[]
}

/** Measures what each command adds. */
export async function commandCosts(): Promise<CommandCosts> {
  const index = await readFile(new URL('../../../packages/core/dist/commands/index.js', import.meta.url), 'utf8')
  const names = [...new Set(index.match(/\b\w+Command\b/g))]
  const baseBytes = await pageBytes(common)
  const further = []
  for (const name of names) {
    if (!common.includes(name)) further.push({ name, addedBytes: (await pageBytes([...common, name])) - baseBytes })
  }
  const allBytes = await pageBytes(names)
  const alone = []
  for (const name of names) alone.push({ name, addedBytes: allBytes - (await pageBytes(names.filter((other) => other !== name))) })
  for (const list of [further, alone]) list.sort((left, right) => right.addedBytes - left.addedBytes)
  return { allBytes, count: names.length, further, alone }
}

function pageBytes(commands: readonly string[]): Promise<number> {
  const code = `export { CosClient, ${commands.join(', ')} } from '@cos/core'`
  return withPage(code, async (entry) => gzipSync(await bundlers.esbuild(entry), { level: 9 }).byteLength)
}
