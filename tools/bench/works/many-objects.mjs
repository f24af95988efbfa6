import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { cos, floor } from '../contestants/all.mjs'
import { atMost } from '../harness/bar.mjs'
import { makeFolder } from '../harness/large-file.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { runCase } from '../harness/run-case.mjs'
import { figure, percent } from '../harness/table.mjs'
import { manyName } from '../sink/list-page.mjs'

const titles = { uploadMany: 'uploadDirectory', downloadMany: 'downloadDirectory' }
const concurrency = 32
const fileBytes = 4096

/** Many small files through `uploadDirectory` and `downloadDirectory`, against bare requests for the same objects. */
export async function manyObjects({ sink, isQuick, log }, work) {
  const count = isQuick ? 2000 : 10_000
  const { folder, remove } = makeFolder()
  try {
    plantFiles(path.join(folder, 'from'), count)
    const results = await inRounds({
      work,
      contestants: [floor, cos],
      rounds: isQuick ? 1 : 3,
      parameters: ({ isOurs }) => ({
        origin: isOurs ? sink.checked : sink.plain,
        concurrency,
        count,
        source: path.join(folder, 'from'),
        target: path.join(folder, 'to'),
      }),
      after: work === 'downloadMany' ? afterDownload(folder, count) : undefined,
      log,
    })
    const ratio = cpuRatios(results)
    const rssOf = (contestant) => results.find((result) => result.contestant === contestant).maxRssMiB
    return {
      title: `${titles[work]} of ${count.toLocaleString('en-US')} files of 4 KiB, ${concurrency} at a time`,
      about: `This project reads and writes files, keeps times and permissions, signs, and compares CRC-64. The floor sends or fetches the same bytes, and touches no file. ${roundsOf(results)}`,
      columns: ['client', 'files / s', 'CPU s / 1000 files', '±', 'x undici', 'peak RSS MiB'],
      rows: results.map(({ contestant, cpuSeconds, wallSeconds, spread, maxRssMiB }) => [
        contestant.label,
        figure(count / wallSeconds),
        figure((1000 * cpuSeconds) / count),
        percent(spread),
        figure(ratio(contestant, floor)),
        figure(maxRssMiB),
      ]),
      bars: [
        atMost(`${titles[work]} of 4 KiB, CPU, x raw undici`, ratio(cos, floor), 2),
        atMost(`${titles[work]} of 4 KiB, peak RSS, x raw undici`, rssOf(cos) / rssOf(floor), 1.25),
      ],
    }
  } finally {
    remove()
  }
}

/** Whoever says that it wrote files is not believed; the floor writes none. */
function afterDownload(folder, count) {
  return async ({ isOurs }) => {
    if (!isOurs) return
    const target = path.join(folder, 'to')
    const written = readdirSync(target, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).length
    rmSync(target, { recursive: true })
    if (written !== count) throw new Error(`${written} of ${count} files were written`)
  }
}

/** Planning with nothing to do: as many files as keys, against reading each side alone. */
export async function syncPlanning({ sink, isQuick, keyCount, log }) {
  const { folder, remove } = makeFolder()
  try {
    log(`writing ${keyCount} files`)
    plantFiles(folder, keyCount, 0)
    const parameters = { origin: sink.plain, keyCount, source: folder }
    const results = {}
    for (const work of ['walkMany', 'listMany', 'planMany']) {
      log(work)
      results[work] = await runCase(cos, work, parameters)
    }
    const { walkMany, listMany, planMany } = results
    const alone = walkMany.cpuSeconds + listMany.cpuSeconds
    const rows = Object.entries({ 'walk alone': walkMany, 'listing alone': listMany, 'plan, nothing to do': planMany })
    const generated = []
    // Ten times as many say whether memory grows with them.
    for (const count of isQuick ? [1e5] : [1e6, 1e7]) {
      log(`planGenerated, ${count} keys`)
      generated.push(await runCase(cos, 'planGenerated', { ...parameters, keyCount: count }, { timeoutMs: 900_000 }))
    }
    const [fewer, more] = generated
    return {
      title: `Planning a synchronisation of ${keyCount.toLocaleString('en-US')} files with as many keys`,
      about: 'One round. Files of no bytes in folders of a thousand. The last lines compare two generated listings.',
      columns: ['what', 'CPU s / 1M', 'wall s', 'peak RSS MiB'],
      rows: [...rows, ...generated.map((result) => [`two listings of ${result.count.toLocaleString('en-US')}`, result])].map(
        ([what, { cpuSeconds, wallSeconds, maxRssMiB, count }]) => [
          what,
          figure((1e6 * cpuSeconds) / count),
          figure(wallSeconds),
          figure(maxRssMiB),
        ],
      ),
      bars: [
        atMost('planning, CPU, x walk and listing alone', planMany.cpuSeconds / alone, 1.5),
        atMost('planning, peak RSS', planMany.maxRssMiB, 150, ' MiB'),
        atMost('planning ten times as many keys, peak RSS, x', more ? more.maxRssMiB / fewer.maxRssMiB : Number.NaN, 1.2),
      ],
    }
  } finally {
    remove()
  }
}

/** Files named as the objects of the sink. */
function plantFiles(folder, count, sizeBytes = fileBytes) {
  const content = Buffer.alloc(sizeBytes, 7)
  for (let index = 0; index < count; index++) {
    const file = path.join(folder, manyName(index))
    if (index % 1000 === 0) mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, content)
  }
}
