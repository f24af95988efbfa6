import { gzipSync } from 'node:zlib'
import { cos, cosBrowser, hashWasm } from '../contestants/all.mjs'
import { atLeast, atMost } from '../harness/bar.mjs'
import { bundledForPages } from '../harness/bundled-for-pages.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const without = { isWithoutWasm: true }
const javaScript = { ...cos, label: 'this project, without WebAssembly', options: without }
const small = { ...cosBrowser, label: 'this project, in pages without WebAssembly', options: without }
const chunkBytes = 64 * 1024

/** CRC-64 alone, in chunks as sockets give them. */
export async function checksums({ isQuick, log }) {
  const results = await inRounds({
    work: 'checksum',
    contestants: [cos, javaScript, small, hashWasm],
    rounds: isQuick ? 3 : 9,
    parameters: () => ({ sizeBytes: 2 ** 30, chunkBytes }),
    log,
  })
  const samples = new Set(results.map(({ sample }) => sample))
  if (samples.size !== 1) throw new Error(`not the same checksum: ${[...samples].join(' / ')}`)
  const ratio = cpuRatios(results)
  return {
    title: 'CRC-64',
    about: `1 GiB in chunks of ${chunkBytes / 1024} KiB, in memory; one thread. Pages whose policy forbids WebAssembly get a kernel that is small, not fast. ${roundsOf(results)}`,
    columns: ['kernel', 'MiB / CPU s', '±', 'x hash-wasm'],
    rows: results.map(({ contestant, cpuSeconds, count, spread }) => [
      contestant.label,
      figure(count / 2 ** 20 / cpuSeconds),
      percent(spread),
      figure(ratio(hashWasm, contestant)),
    ]),
    bars: [
      atLeast('CRC-64 per CPU second, x hash-wasm', ratio(hashWasm, cos), 2),
      atLeast('CRC-64 without WebAssembly per CPU second, x hash-wasm', ratio(hashWasm, javaScript), 0.9),
      atMost('CRC-64 in a bundle for pages, gzip', (await bundledBytes()) / 1000, 1.5, ' kB'),
    ],
  }
}

async function bundledBytes() {
  const contents = 'export { Crc64 } from "@cos/core"'
  const resolveDir = new URL('..', import.meta.url).pathname
  return gzipSync(await bundledForPages({ stdin: { contents, resolveDir } }), { level: 9 }).length
}
