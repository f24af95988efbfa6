import process from 'node:process'

const width = 30

/** Draws progress in place on a terminal; elsewhere one line per quarter, so that a log stays readable. */
export function progressBar(label, output = process.stdout) {
  const start = performance.now()
  let quarters = 0
  return ({ transferredBytes: doneBytes, confirmedBytes, totalBytes }) => {
    const share = totalBytes === 0 ? 1 : doneBytes / totalBytes
    const isDone = confirmedBytes === totalBytes
    const rate = doneBytes / 1e3 / Math.max(1, performance.now() - start)
    const filled = Math.round(share * width)
    const bar = `${'█'.repeat(filled)}${'░'.repeat(width - filled)}`
    const text = `${label} ${bar} ${(share * 100).toFixed(0).padStart(3)} %  ${(doneBytes / 1e6).toFixed(1)} of ${(totalBytes / 1e6).toFixed(1)} MB  ${rate.toFixed(0)} MB/s`
    if (output.isTTY) output.write(`\r${text}\x1b[K${isDone ? '\n' : ''}`)
    else if (Math.floor(share * 4) > quarters) output.write(`${text}\n`)
    quarters = Math.floor(share * 4)
  }
}
