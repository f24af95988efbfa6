import { atMost } from '../harness/bar.mjs'
import { bundledForPages } from '../harness/bundled-for-pages.mjs'
import { findChromium, openChromium } from '../harness/chromium.mjs'
import { cpuRatios, inRounds, roundsOf } from '../harness/rounds.mjs'
import { figure, percent } from '../harness/table.mjs'

const sizeBytes = 256 * 1024 * 1024
const partSizeBytes = 8 * 1024 * 1024
const concurrency = 5
const fetchLoop = { label: 'fetch by hand, nothing checked', work: 'fetchLoop' }
const checked = { label: 'this project, CRC-64', work: 'checked', isOurs: true }
const unchecked = { label: 'this project, unchecked', work: 'unchecked', isOurs: true }

/** A page uploads a file. */
export async function pageUpload({ sink, isQuick, log }) {
  const program = findChromium()
  const results = program ? await measureIn(program, { sink, isQuick, log }) : []
  const ratio = cpuRatios(results)
  return {
    title: 'Upload of a 256 MiB File by a page, 8 MiB parts, 5 at a time',
    about: program
      ? `Headless Chromium, another origin; a file on the disk. CPU of all processes of the browser. ${roundsOf(results)}`
      : 'There is no Chromium here; $CHROMIUM names one.',
    columns: ['client', 'GiB / s', 'CPU s / GiB', '±', 'of it the page', 'x fetch', 'peak RSS of the page, MiB'],
    rows: results.map(({ contestant, cpuSeconds, wallSeconds, rendererSeconds, spread, maxRssMiB }) => [
      contestant.label,
      figure(sizeBytes / 2 ** 30 / wallSeconds),
      figure((cpuSeconds * 2 ** 30) / sizeBytes),
      percent(spread),
      figure((rendererSeconds * 2 ** 30) / sizeBytes),
      figure(ratio(contestant, fetchLoop)),
      figure(maxRssMiB),
    ]),
    bars: [atMost('upload by a page with CRC-64, CPU, x fetch by hand unchecked', ratio(checked, fetchLoop), 1.3)],
  }
}

async function measureIn(program, { sink, isQuick, log }) {
  const browser = await openChromium(program, await bundled())
  try {
    await browser.measure({ work: 'prepare', sizeBytes })
    return await inRounds({
      work: 'page upload',
      contestants: [fetchLoop, checked, unchecked],
      rounds: isQuick ? 3 : 7,
      parameters: ({ isOurs }) => ({ origin: isOurs ? sink.checked : sink.plain, sizeBytes, partSizeBytes, concurrency }),
      run: ({ work }, _name, parameters) => browser.measure({ ...parameters, work }),
      log,
    })
  } finally {
    await browser.close()
  }
}

async function bundled() {
  const page = new URL('../contestants/page.mjs', import.meta.url).pathname
  return Buffer.from(await bundledForPages({ entryPoints: [page] })).toString()
}
