import { mkdtemp, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { explainFailure } from '../explain-failure.mjs'
import { prepare } from '../prepare.mjs'
import { CommandError } from '../run-command.mjs'
import { doMainJob } from './main-job.mjs'
import { nextLines } from './next-lines.mjs'
import { startLocalCos } from './start-local-cos.mjs'
import { writeTable } from './write-table.mjs'

/** Sets up, then moves real files into a bucket and back through the built packages. `--keep` leaves the data folder behind. */
export async function runQuickstart(args) {
  const isKept = args.includes('--keep')
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-quickstart-'))
  const interrupted = new AbortController()
  const onInterrupt = () => interrupted.abort(new CommandError('Interrupted; the data folder is removed.', ''))
  process.once('SIGINT', onInterrupt).once('SIGTERM', onInterrupt)
  let server
  try {
    await prepare('installing')
    await prepare('building')
    server = await startLocalCos(path.join(folder, 'data'))
    console.log(`serving     ${server.endpoint}, data in ${server.dataFolder}\n`)
    // The race is only about Ctrl-C: whatever is running then is a child of ours or dies with this process.
    const rows = await Promise.race([doMainJob({ folder, server }), rejection(interrupted.signal)])
    console.log(`\n${writeTable(rows)}\n\nEvery byte came back as it went: CRC-64 and SHA-256 agree.\n`)
    console.log(nextLines({ ...server, keptFolder: isKept ? server.dataFolder : undefined }))
  } catch (error) {
    console.error(explainFailure(error))
    process.exitCode = 1
  } finally {
    await server?.stop()
    if (!isKept) await rm(folder, { recursive: true, force: true, maxRetries: 3 })
    if (interrupted.signal.aborted) process.exit(1)
  }
}

function rejection(signal) {
  return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }))
}
