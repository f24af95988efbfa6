import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { root } from '../root.mjs'
import { CommandError, runCommand } from '../run-command.mjs'

/** Runs every `*.test.ts` of the repository in one process tree; the runner writes to the terminal, the counts come from its report. */
export async function runSuite(args) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-test-report-'))
  const report = path.join(folder, 'report.json')
  const runner = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
  const options = ['run', '--config', 'tools/vitest/all.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const wasGreen = await runCommand(process.execPath, [runner, ...options, ...args], { shown: true }).then(
      () => true,
      (error) => {
        if (error instanceof CommandError) return false
        throw error
      },
    )
    return await countResults(report, wasGreen)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function countResults(report, wasGreen) {
  const text = await readFile(report, 'utf8').catch(() => undefined)
  if (text === undefined) return { passed: 0, failed: 1 }
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(text)
  // A file that could not be loaded holds no test; it is a failure all the same.
  const broken = testResults.filter(
    (file) => file.status === 'failed' && file.assertionResults.every((test) => test.status !== 'failed'),
  ).length
  const failed = numFailedTests + broken
  // An error outside every test (an unhandled rejection, say) fails the run without failing a test.
  return { passed: numPassedTests, failed: wasGreen ? failed : Math.max(1, failed) }
}
