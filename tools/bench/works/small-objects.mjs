import { awsUnchecked, cos, cosNodejs, floor, minio } from '../contestants/all.mjs'
import { atMost } from '../harness/bar.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const titles = { putSmall: 'PUT of 4 KiB', getSmall: 'GET of 4 KiB' }
const concurrency = 32

export async function smallObjects({ sink, isQuick, log }, work) {
  const results = await inRounds({
    work,
    contestants: [floor, cos, cosNodejs, awsUnchecked, minio],
    rounds: isQuick ? 2 : 7,
    parameters: ({ isOurs }) => ({
      origin: isOurs ? sink.checked : sink.plain,
      concurrency,
      warmUp: 500,
      count: isQuick ? 1000 : 2000,
    }),
    log,
  })
  const cost = (contestant) => {
    const result = results.find((entry) => entry.contestant === contestant)
    return result.cpuSeconds / result.count
  }
  const ratio = cpuRatios(results)
  const name = titles[work].slice(0, 3)
  return {
    title: `${titles[work]}, ${concurrency} at a time`,
    about: `Signed, except the floor. This project compares CRC-64 both ways; the others check nothing. ${results[0].count} requests after 500 to warm up: a short-lived process, in which less code is sooner fast. ${roundsOf(results)}`,
    columns: ['client', 'ops / s', 'CPU s / 1000 ops', '±', 'x undici', 'x cos-nodejs', 'peak RSS MiB'],
    rows: results.map(({ contestant, count, wallSeconds, spread, maxRssMiB }) => [
      contestant.label,
      figure(count / wallSeconds),
      figure(1000 * cost(contestant)),
      percent(spread),
      figure(ratio(contestant, floor)),
      figure(ratio(contestant, cosNodejs)),
      figure(maxRssMiB),
    ]),
    bars: [atMost(`${name} of 4 KiB, CPU, x raw undici`, ratio(cos, floor), 1.5)],
  }
}
