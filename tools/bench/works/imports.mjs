import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { atMost } from '../harness/bar.mjs'
import { peersFolder, peerVersions } from '../harness/peers.mjs'
import { median } from '../harness/rounds.mjs'
import { runNode } from '../harness/run-case.mjs'
import { figure } from '../harness/table.mjs'

const requirePeer = createRequire(pathToFileURL(peersFolder))

const contestants = [
  { label: 'bare Node' },
  { label: '@cos/core', specifier: '@cos/core', isOurs: true },
  { label: '@cos/core, @cos/transfer', specifier: '@cos/transfer', isOurs: true },
  { label: 'undici', specifier: 'undici', isOurs: true },
  ...['cos-nodejs-sdk-v5', '@aws-sdk/client-s3', 'minio'].map((name) => ({ label: `${name} ${peerVersions[name]}`, specifier: name })),
]

export async function imports({ isQuick, log }) {
  const rounds = isQuick ? 5 : 15
  const times = new Map(contestants.map((contestant) => [contestant, { cpu: [], wall: [] }]))
  for (let round = 0; round < rounds; round++) {
    log(`import, round ${round + 1} of ${rounds}`)
    for (const contestant of contestants) {
      const { cpuMs, wallMs } = await timeImport(contestant)
      times.get(contestant).cpu.push(cpuMs)
      times.get(contestant).wall.push(wallMs)
    }
  }
  const [bare, core] = contestants
  const cpu = (contestant) => median(times.get(contestant).cpu)
  return {
    title: 'Import',
    about: 'A process that imports and ends. CPU is all of its user and system time.',
    columns: ['import', 'CPU ms', 'wall ms', 'CPU ms over bare Node'],
    rows: contestants.map((contestant) => [
      contestant.label,
      figure(cpu(contestant)),
      figure(median(times.get(contestant).wall)),
      figure(Math.max(0, cpu(contestant) - cpu(bare))),
    ]),
    bars: [atMost("import '@cos/core', CPU over bare Node", cpu(core) - cpu(bare), 20, ' ms')],
  }
}

async function timeImport({ specifier, isOurs }) {
  const statement = specifier ? `await import(${JSON.stringify(urlOf(specifier, isOurs))});` : ''
  const report = 'const { user, system } = process.cpuUsage(); console.log((user + system) / 1000)'
  const startedAt = performance.now()
  const output = await runNode(['--input-type=module', '--eval', `${statement}${report}`])
  return { cpuMs: Number(output.trim().split('\n').at(-1)), wallMs: performance.now() - startedAt }
}

function urlOf(specifier, isOurs) {
  return isOurs ? import.meta.resolve(specifier) : pathToFileURL(requirePeer.resolve(specifier)).href
}
