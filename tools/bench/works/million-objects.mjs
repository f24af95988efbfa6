import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { atMost } from '../harness/bar.mjs'
import { runNode } from '../harness/run-case.mjs'
import { figure } from '../harness/table.mjs'

const programPath = fileURLToPath(new URL('../servers/million.mjs', import.meta.url))

/** What the local server takes of memory while its disk store fills, and while all of it is listed. */
export async function millionObjects({ keyCount, log }) {
  log(`filling a disk store with ${keyCount.toLocaleString('en')} objects`)
  const folder = mkdtempSync(path.join(tmpdir(), 'cos-bench-million-'))
  try {
    const output = await runNode(['--expose-gc', programPath, folder, String(keyCount)], { timeoutMs: 1_800_000 })
    const { tenth, full, list } = JSON.parse(output.slice(output.lastIndexOf('\n{') + 1))
    const row = (stage, { neededMiB, peakRssMiB, perSecond }) => [
      stage,
      ...[neededMiB, peakRssMiB, perSecond].map((value) => figure(value)),
    ]
    return {
      title: `${keyCount.toLocaleString('en')} objects on the disk store`,
      about:
        'One process is server and client, without a socket. 1000 PUTs of 64 bytes at a time, then a listing of all keys by their prefix, 1000 to a page. Needed is what a garbage collection leaves; the peak is the most the process has ever had.',
      columns: ['stage', 'needed MiB', 'peak RSS MiB', 'objects / s'],
      rows: [row('the first tenth is stored', tenth), row('all are stored', full), row('all were listed', list)],
      bars: [
        atMost(
          `local server, memory that nine more tenths of ${keyCount.toLocaleString('en')} objects need`,
          full.neededMiB - tenth.neededMiB,
          16,
          ' MiB',
        ),
        atMost('local server, memory that listing them all needs', list.neededMiB - full.neededMiB, 16, ' MiB'),
      ],
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
