import { aws, awsUnchecked, cos, cosNodejs, cosUnchecked, floor, minio } from '../contestants/all.mjs'
import { atMost } from '../harness/bar.mjs'
import { checkFile } from '../harness/large-file.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const titles = { upload: 'Upload', download: 'Download' }
const abouts = {
  upload:
    'This project checks CRC-64 end to end; cos-nodejs takes MD5 of each part, AWS as it comes CRC-32 and SHA-256, minio MD5. Minio sends one part after another.',
  download:
    'Into a file. This project checks CRC-64; nobody else checks what it reads. AWS and minio read one stream. The floor writes blocking, which no library could.',
}
/** CPU, in that of raw undici, which checks nothing. */
const limits = { upload: { checked: 1.9, unchecked: 1.15 }, download: { checked: 1.2, unchecked: 0.85 } }
const limitMiB = 110
const concurrency = 5
const partSizeBytes = 8 * 1024 * 1024

export async function largeObjects({ sink, isQuick, sizeBytes, files, log }, work) {
  const { file, target } = files
  const results = await inRounds({
    work,
    contestants: isQuick
      ? [floor, cos, cosNodejs, awsUnchecked]
      : [floor, cos, cosUnchecked, cosNodejs, awsUnchecked, ...(work === 'upload' ? [aws] : []), minio],
    rounds: isQuick ? 1 : 3,
    parameters: ({ isOurs }) => ({ origin: isOurs ? sink.checked : sink.plain, concurrency, file, target, sizeBytes, partSizeBytes }),
    // Whoever says that it moved the bytes is not believed.
    after: work === 'upload' ? uploadCheck(sink, sizeBytes) : () => checkFile(target, sizeBytes),
    log,
  })
  const gibibytes = sizeBytes / 2 ** 30
  const ratio = cpuRatios(results)
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
      atMost(`${work} with CRC-64, CPU, x raw undici unchecked`, ratio(cos, floor), limits[work].checked),
      atMost(`${work} unchecked, CPU, x raw undici`, ratio(cosUnchecked, floor), limits[work].unchecked),
      atMost(`${work} with CRC-64, peak RSS`, results.find(({ contestant }) => contestant === cos).maxRssMiB, limitMiB, ' MiB'),
    ],
  }
}

function uploadCheck(sink, sizeBytes) {
  let before = 0
  return async ({ label }) => {
    const { bytesIn } = await sink.totals()
    if (before > 0 && bytesIn - before < sizeBytes) throw new Error(`${label} sent ${bytesIn - before} of ${sizeBytes} bytes`)
    before = bytesIn
  }
}
