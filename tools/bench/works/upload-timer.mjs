import { cos, cosNodejs, cosUnchecked, floor } from '../contestants/all.mjs'
import { atMost } from '../harness/bar.mjs'
import { inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure } from '../harness/table.mjs'

const timerMs = 5
const limitMs = 20
const concurrencies = [5, 16]
const partSizeBytes = 8 * 1024 * 1024

/** How late a timer of the main thread is while a large file is uploaded. */
export async function uploadTimer({ sink, isQuick, sizeBytes, files: { file }, log }) {
  const inMemory = { ...cos, label: 'this project, from memory', options: { isInMemory: true } }
  const rows = []
  const bars = []
  let rounds
  for (const concurrency of concurrencies) {
    const results = await inRounds({
      work: 'upload',
      contestants: [floor, cos, cosUnchecked, inMemory, ...(isQuick ? [] : [cosNodejs])],
      rounds: isQuick ? 1 : 5,
      parameters: ({ isOurs }) => ({ origin: isOurs ? sink.checked : sink.plain, concurrency, file, sizeBytes, partSizeBytes, timerMs }),
      log,
    })
    rounds = roundsOf(results)
    for (const { contestant, worstMs, worstOwnMs, p999Ms } of results) {
      rows.push([`${contestant.label}, ${concurrency} at a time`, figure(p999Ms), figure(worstOwnMs), figure(worstMs)])
    }
    const { worstOwnMs } = results.find(({ contestant }) => contestant === cos)
    bars.push(atMost(`checked upload, ${concurrency} at a time, timer late by, at worst`, worstOwnMs, limitMs, ' ms'))
  }
  return {
    title: `A timer of ${timerMs} ms during an upload of ${sizeBytes / 2 ** 30} GiB`,
    about: `How late it comes, in the thread that uploads. "At worst" counts the time in which the process computed; "with waiting" also that in which it had no processor, because the server or others had both. ${rounds}`,
    columns: ['client', 'ms late, one of 1000', 'at worst', 'with waiting'],
    rows,
    bars,
  }
}
