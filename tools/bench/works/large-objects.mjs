import { aws, awsUnchecked, cos, cosNodejs, cosUnchecked, floor, minio } from '../contestants/all.mjs'
import { atMost } from '../harness/bar.mjs'
import { checkFile } from '../harness/large-file.mjs'
import { loadPython, pythonSdk } from '../harness/python.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const titles = { upload: 'Upload', download: 'Download' }
const abouts = {
  upload:
    'This project checks CRC-64 end to end; cos-nodejs and cos-python take MD5 of each part, AWS as it comes CRC-32 and SHA-256, minio MD5. Minio sends one part after another.',
  download:
    'Into a file. This project checks CRC-64; nobody else checks what it reads. AWS and minio read one stream. The floor writes blocking, which no library could.',
}
/** CPU, in that of raw undici, which checks nothing. */
const limits = { upload: { checked: 1.9, unchecked: 1.15 }, download: { checked: 1.2, unchecked: 0.85 } }
const limitMiB = 110
/** What `upload` and `download` do when nobody asks for more. */
const usualConcurrency = 5
const partSizeBytes = 8 * 1024 * 1024

export async function largeObjects({ sink, isQuick, sizeBytes, files, log }, work, concurrency = usualConcurrency) {
  const { file, target } = files
  const cosPython = work === 'upload' && !isQuick ? await loadCosPython(log) : undefined
  const results = await inRounds({
    work,
    contestants: [
      ...[floor, cos, cosUnchecked, cosNodejs],
      ...(cosPython ? [cosPython] : []),
      ...(isQuick || concurrency !== usualConcurrency ? [] : [awsUnchecked, ...(work === 'upload' ? [aws] : []), minio]),
    ],
    rounds: isQuick ? 1 : 5,
    budgetSeconds: 120,
    parameters: ({ isOurs }) => ({ origin: isOurs ? sink.checked : sink.plain, concurrency, file, target, sizeBytes, partSizeBytes }),
    // Whoever says that it moved the bytes is not believed.
    after: work === 'upload' ? uploadCheck(sink, sizeBytes) : () => checkFile(target, sizeBytes),
    log,
  })
  const gibibytes = sizeBytes / 2 ** 30
  const ratio = cpuRatios(results)
  const of = (contestant) => results.find((result) => result.contestant === contestant)
  const what = `${work}, ${concurrency} at a time`
  return {
    title: `${titles[work]} of ${gibibytes} GiB, ${partSizeBytes / 2 ** 20} MiB parts, ${concurrency} at a time`,
    about: `${abouts[work]} ${roundsOf(results)}`,
    columns: ['client', 'GiB / s', 'CPU s / GiB', '±', 'x undici', 'x cos-nodejs', 'peak RSS MiB'],
    rows: results.map(({ contestant, cpuSeconds, wallSeconds, spread, maxRssMiB }) => [
      contestant.label,
      figure(gibibytes / wallSeconds),
      figure(cpuSeconds / gibibytes),
      percent(spread),
      figure(ratio(contestant, floor)),
      figure(ratio(contestant, cosNodejs)),
      figure(maxRssMiB),
    ]),
    bars: [
      atMost(`${what}, with CRC-64, CPU, x raw undici unchecked`, ratio(cos, floor), limits[work].checked),
      atMost(`${what}, unchecked, CPU, x raw undici`, ratio(cosUnchecked, floor), limits[work].unchecked),
      ...(work === 'upload' ? [atMost(`${what}, with CRC-64, CPU, x cos-nodejs with MD5`, ratio(cos, cosNodejs), 0.25)] : []),
      ...(cosPython ? [atMost(`${what}, with CRC-64, CPU, x cos-python with MD5`, ratio(cos, cosPython), 0.5)] : []),
      atMost(`${what}, with CRC-64, peak RSS`, of(cos).maxRssMiB, limitMiB, ' MiB'),
      atMost(`${what}, unchecked, peak RSS`, of(cosUnchecked).maxRssMiB, limitMiB, ' MiB'),
    ],
  }
}

async function loadCosPython(log) {
  const interpreter = await loadPython(log)
  return interpreter && { label: pythonSdk, interpreter }
}

function uploadCheck(sink, sizeBytes) {
  let before = 0
  return async ({ label }) => {
    const { bytesIn } = await sink.totals()
    if (before > 0 && bytesIn - before < sizeBytes) throw new Error(`${label} sent ${bytesIn - before} of ${sizeBytes} bytes`)
    before = bytesIn
  }
}
