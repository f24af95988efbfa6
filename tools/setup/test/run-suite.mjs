import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { root } from '../root.mjs'
import { CommandError, runCommand } from '../run-command.mjs'

/** Runs every `*.test.ts` of the repository in one run; the runner writes to the terminal and its counts to a file. */
export async function runSuite(args) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-test-count-'))
  const countFile = path.join(folder, 'count.json')
  const runner = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
  try {
    const isGreen = await ranWell(
      runCommand(process.execPath, [runner, 'run', '--config', 'tools/vitest/all.config.ts', ...args], {
        shown: true,
        env: { COS_TEST_COUNT_FILE: countFile },
      }),
    )
    const { passed, failed } = JSON.parse(await readFile(countFile, 'utf8').catch(() => '{"passed":0,"failed":0}'))
    // A runner that ends badly has failed, whatever it counted.
    return { passed, failed: isGreen ? failed : Math.max(1, failed) }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function ranWell(run) {
  try {
    await run
    return true
  } catch (error) {
    if (error instanceof CommandError) return false
    throw error
  }
}
