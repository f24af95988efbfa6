import { atLeast } from '../harness/bar.mjs'
import { opensslSpeeds } from '../harness/openssl.mjs'
import { loadPython, pythonSdk } from '../harness/python.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const kibibyte = 1024
const steps = [16, 32, 64, 256].map((kibibytes) => kibibytes * kibibyte)
/** What the Python SDK sends at a time. Ours: as an upload reads files. */
const chunkBytes = 64 * kibibyte
const fileBytes = 512 * kibibyte

export async function ciphers({ isQuick, log }) {
  const interpreter = await loadPython(log)
  const named = (algorithm) => `AES-256-${algorithm.toUpperCase()}`
  const floors = (algorithm) =>
    steps.map((stepBytes) => ({
      label: `node:crypto ${named(algorithm)}, steps of ${stepBytes / kibibyte} KiB`,
      module: 'node-crypto',
      options: { algorithm, stepBytes },
    }))
  const freed = (algorithm) =>
    [32, 64].map((kibibytes) => ({
      label: `node:crypto ${named(algorithm)}, steps of ${kibibytes} KiB, memory given back`,
      module: 'node-crypto',
      options: { algorithm, stepBytes: kibibytes * kibibyte, frees: true },
    }))
  const web = (algorithm) => ({
    label: `WebCrypto ${named(algorithm)}, 512 KiB, memory given back`,
    module: 'node-crypto',
    options: { algorithm, stepBytes: fileBytes, isWeb: true },
  })
  const ours = (label, options) => ({ label: `this project, ${label}`, module: 'cos-encryption', options })
  const [ctrFloors, gcmFloors, ctrFreed, gcmFreed] = [floors('ctr'), floors('gcm'), freed('ctr'), freed('gcm')]
  const ctr = ours('AES-256-CTR, memory used again', { algorithm: 'ctr', chunkBytes: fileBytes, reusesMemory: true })
  const ctrFresh = ours('AES-256-CTR, fresh memory for each result', { algorithm: 'ctr', chunkBytes: 32 * kibibyte })
  const gcm = ours('default format', { algorithm: 'gcm', chunkBytes: fileBytes })
  const python = interpreter && { label: `${pythonSdk}, AES-256-CTR`, interpreter }
  const alone = await opensslSpeeds(['ctr', 'gcm'])
  const results = await inRounds({
    work: 'cipher',
    contestants: [
      ...[...ctrFloors, ...ctrFreed, web('ctr'), ctrFresh, ctr],
      ...[...gcmFloors, ...gcmFreed, web('gcm'), gcm],
      ...(python ? [python] : []),
    ],
    rounds: isQuick ? 2 : 7,
    parameters: () => ({ sizeBytes: (isQuick ? 0.25 : 0.5) * 2 ** 30, chunkBytes }),
    log,
  })
  const ratio = cpuRatios(results)
  // Against the best step: the lowest of the ratios.
  const ofBest = (contestant, those) => Math.min(...those.map((other) => ratio(other, contestant)))
  return {
    title: 'Encryption of a stream',
    about: `Chunks of 512 KiB in memory, as uploads read files; ${chunkBytes / kibibyte} KiB for the Python SDK, as it sends. One thread. The default format pays for its chunks, nonces and tags too. Most of what larger steps cost is the fresh memory of their results, which those that give it back do without; no program that encrypts by OpenSSL is faster than OpenSSL alone, so where that has less than 2.2 x the Python SDK, nothing here reaches it. ${roundsOf(results)}`,
    columns: ['cipher', 'MiB / CPU s', '±', 'x the Python SDK'],
    rows: [
      ...results.map(({ contestant, cpuSeconds, count, spread }) => [
        contestant.label,
        figure(count / 2 ** 20 / cpuSeconds),
        percent(spread),
        figure(ratio(python, contestant)),
      ]),
      ...alone.map(({ label, bytesPerCpuSecond }) => [
        label,
        figure(bytesPerCpuSecond / 2 ** 20),
        '',
        figure(bytesPerCpuSecond / speedOf(results, python)),
      ]),
    ],
    bars: [
      atLeast('AES-256-CTR per CPU second, x the best step of node:crypto', ofBest(ctr, ctrFloors), 0.9),
      atLeast('AES-256-GCM (default format) per CPU second, x the best step of node:crypto', ofBest(gcm, gcmFloors), 0.9),
      atLeast('AES-256-CTR per CPU second, x the Python SDK', ratio(python, ctr), 2.2),
      atLeast('AES-256-GCM (default format) per CPU second, x the Python SDK', ratio(python, gcm), 2.2),
    ],
  }
}

function speedOf(results, wanted) {
  const found = results.find(({ contestant }) => contestant === wanted)
  return found ? found.count / found.cpuSeconds : Number.NaN
}
