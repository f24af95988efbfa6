import { floor } from '../contestants/all.mjs'
import { atLeast, atMost } from '../harness/bar.mjs'
import { loadPython, pythonSdk } from '../harness/python.mjs'
import { cpuRatios, inRounds, median, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const concurrency = 5
const partSizeBytes = 8 * 1024 * 1024
const ours = { label: 'this project, default format', module: 'cos-encryption', isOurs: true }
const oursAsPython = { label: 'this project, format of Python', module: 'cos-encryption', options: { format: 'python' }, isOurs: true }
const unencrypted = { ...floor, label: 'raw undici, nothing encrypted' }

export async function encryptedUpload({ sink, isQuick, sizeBytes, files, log }) {
  const interpreter = await loadPython(log)
  const pythons = interpreter
    ? [false, true].map((isInParts) => ({
        label: `${pythonSdk}, ${isInParts ? 'in parts, 1 thread' : 'in one request'}`,
        interpreter,
        options: { isInParts },
      }))
    : []
  const results = await inRounds({
    work: 'uploadEncrypted',
    contestants: [unencrypted, ours, oursAsPython, ...pythons],
    rounds: isQuick ? 1 : 5,
    parameters: ({ isOurs }) => ({ origin: isOurs ? sink.checked : sink.plain, concurrency, file: files.file, sizeBytes, partSizeBytes }),
    log,
  })
  const gibibytes = sizeBytes / 2 ** 30
  const ratio = cpuRatios(results)
  const runsOf = (wanted) => results.find(({ contestant }) => contestant === wanted).runs
  const wallRatio = (contestant, other) => {
    const those = runsOf(other)
    return median(runsOf(contestant).map(({ wallSeconds }, round) => those[round].wallSeconds / wallSeconds))
  }
  // Against whichever of its ways is the better one.
  const cpu = pythons.length > 0 ? Math.max(...pythons.map((python) => ratio(ours, python))) : undefined
  const throughput = pythons.length > 0 ? Math.min(...pythons.map((python) => wallRatio(ours, python))) : undefined
  return {
    title: `Encrypted upload of ${gibibytes} GiB, ${partSizeBytes / 2 ** 20} MiB parts, ${concurrency} at a time`,
    about: `This project checks CRC-64 of what it encrypted; nobody else checks anything. In the format of Python it also makes sure that nothing else is ever sent under the same key stream. With more threads the Python SDK corrupts what it sends. ${roundsOf(results)}`,
    columns: ['client', 'GiB / s', 'CPU s / GiB', '±', 'x undici', 'peak RSS MiB'],
    rows: results.map(({ contestant, cpuSeconds, wallSeconds, spread, maxRssMiB }) => [
      contestant.label,
      figure(gibibytes / wallSeconds),
      figure(cpuSeconds / gibibytes),
      percent(spread),
      figure(ratio(contestant, unencrypted)),
      figure(maxRssMiB),
    ]),
    bars: [
      atMost('encrypted upload with CRC-64, CPU, x the Python SDK unchecked', cpu, 0.75),
      atLeast('encrypted upload with CRC-64, throughput, x the Python SDK', throughput, 1.5),
      atMost('encrypted upload with CRC-64, peak RSS', results.find(({ contestant }) => contestant === ours).maxRssMiB, 150, ' MiB'),
    ],
  }
}
