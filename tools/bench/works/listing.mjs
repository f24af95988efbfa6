import { awsUnchecked, cos, cosNodejs, floor, minio } from '../contestants/all.mjs'
import { atMost } from '../harness/bar.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

export async function listing({ sink, isQuick, keyCount, log }) {
  const results = await inRounds({
    work: 'list',
    contestants: isQuick ? [floor, cos, cosNodejs, awsUnchecked] : [floor, cos, cosNodejs, awsUnchecked, minio],
    rounds: isQuick ? 1 : 2,
    parameters: () => ({ origin: sink.plain, keyCount }),
    log,
  })
  const ratio = cpuRatios(results)
  for (const { contestant, count } of results) if (count !== keyCount) throw new Error(`${contestant.label} read ${count} keys`)
  return {
    title: `Listing ${keyCount.toLocaleString('en-US')} keys, 1000 to a page`,
    about: `Name and size of each key are read. The floor throws the pages away unread. ${roundsOf(results)}`,
    columns: ['client', 'keys / s', 'CPU s / 1M keys', '±', 'x cos-nodejs', 'peak RSS MiB'],
    rows: results.map(({ contestant, cpuSeconds, wallSeconds, spread, maxRssMiB }) => [
      contestant === floor ? `${contestant.label}, no parser` : contestant.label,
      figure(keyCount / wallSeconds),
      figure(cpuSeconds * (1e6 / keyCount)),
      percent(spread),
      figure(ratio(contestant, cosNodejs)),
      figure(maxRssMiB),
    ]),
    bars: [
      atMost('listing, CPU, x cos-nodejs', ratio(cos, cosNodejs), 0.25),
      atMost('listing, CPU, x AWS', ratio(cos, awsUnchecked), 0.4),
      atMost('listing, peak RSS', results.find(({ contestant }) => contestant === cos).maxRssMiB, 150, ' MiB'),
    ],
  }
}
