import { atLeast } from '../harness/bar.mjs'
import { loadPython, pythonSdk } from '../harness/python.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const kibibyte = 1024
const steps = [16, 32, 64, 256].map((kibibytes) => kibibytes * kibibyte)
/** What the Python SDK sends at a time. Ours: an upload reads files by 512 KiB, and a key stream alone goes by 32 KiB. */
const chunkBytes = 64 * kibibyte

export async function ciphers({ isQuick, log }) {
  const interpreter = await loadPython(log)
  const floors = (algorithm) =>
    steps.map((stepBytes) => ({
      label: `node:crypto AES-256-${algorithm.toUpperCase()}, steps of ${stepBytes / kibibyte} KiB`,
      module: 'node-crypto',
      options: { algorithm, stepBytes },
    }))
  const [ctrFloors, gcmFloors] = [floors('ctr'), floors('gcm')]
  const ctr = { label: 'this project, AES-256-CTR', module: 'cos-encryption', options: { algorithm: 'ctr', chunkBytes: 32 * kibibyte } }
  const gcm = { label: 'this project, default format', module: 'cos-encryption', options: { algorithm: 'gcm', chunkBytes: 512 * kibibyte } }
  const python = interpreter && { label: `${pythonSdk}, AES-256-CTR`, interpreter }
  const results = await inRounds({
    work: 'cipher',
    contestants: [...ctrFloors, ctr, ...gcmFloors, gcm, ...(python ? [python] : [])],
    rounds: isQuick ? 2 : 7,
    parameters: () => ({ sizeBytes: (isQuick ? 0.25 : 0.5) * 2 ** 30, chunkBytes }),
    log,
  })
  const ratio = cpuRatios(results)
  // Against the best step: the lowest of the ratios.
  const ofBest = (contestant, those) => Math.min(...those.map((other) => ratio(other, contestant)))
  return {
    title: 'Encryption of a stream',
    about: `Chunks in memory: 32 KiB for AES-256-CTR, 512 KiB for the default format, as uploads read files; ${chunkBytes / kibibyte} KiB for the Python SDK, as it sends. One thread. The default format pays for its chunks, nonces and tags too. ${roundsOf(results)}`,
    columns: ['cipher', 'MiB / CPU s', '±', 'x the Python SDK'],
    rows: results.map(({ contestant, cpuSeconds, count, spread }) => [
      contestant.label,
      figure(count / 2 ** 20 / cpuSeconds),
      percent(spread),
      figure(ratio(python, contestant)),
    ]),
    bars: [
      atLeast('AES-256-CTR per CPU second, x the best step of node:crypto', ofBest(ctr, ctrFloors), 0.9),
      atLeast('AES-256-GCM (default format) per CPU second, x the best step of node:crypto', ofBest(gcm, gcmFloors), 0.9),
      atLeast('AES-256-CTR per CPU second, x the Python SDK', ratio(python, ctr), 2.2),
      atLeast('AES-256-GCM (default format) per CPU second, x the Python SDK', ratio(python, gcm), 2.2),
    ],
  }
}
