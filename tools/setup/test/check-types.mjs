import { mkdir, readdir, readFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { root } from '../root.mjs'
import { CommandError, runCommand } from '../run-command.mjs'
import { secondsSince } from '../seconds-since.mjs'

/** Checks the types of every workspace folder, its `*.test-d.ts` included; each folder counts as one check. */
export async function checkTypes() {
  const start = performance.now()
  const folders = await typedFolders()
  const queue = [...folders]
  const failures = []
  const worker = async () => {
    for (let folder = queue.shift(); folder; folder = queue.shift()) {
      const problem = await checkFolder(folder)
      if (problem) failures.push(`types of ${folder}\n\n${problem}`)
    }
  }
  await Promise.all(Array.from({ length: Math.min(4, os.availableParallelism()) }, worker))
  for (const failure of failures) console.error(`\nFAIL  ${failure}\n`)
  console.log(`types       ${folders.length - failures.length} of ${folders.length} folders check, ${secondsSince(start)}`)
  return { passed: folders.length - failures.length, failed: failures.length }
}

async function checkFolder(folder) {
  const cache = path.join(root, 'node_modules', '.cache', 'setup')
  await mkdir(cache, { recursive: true })
  // The compiler's own record of what it read decides what it checks again, across packages too; a task cache would have to be told.
  const record = path.join(cache, `${folder.replaceAll(path.sep, '-')}.tsbuildinfo`)
  const compiler = path.join(root, 'node_modules', 'typescript', 'bin', 'tsc')
  try {
    await runCommand(process.execPath, [compiler, '-p', '.', '--pretty', 'false', '--incremental', '--tsBuildInfoFile', record], {
      cwd: path.join(root, folder),
    })
    return undefined
  } catch (error) {
    if (error instanceof CommandError) return error.output.trimEnd() || error.message
    throw error
  }
}

async function typedFolders() {
  const folders = []
  for (const group of ['packages', 'apps', 'tools']) {
    for (const name of await readdir(path.join(root, group))) {
      const folder = path.join(group, name)
      const manifest = await readFile(path.join(root, folder, 'package.json'), 'utf8').catch(() => undefined)
      if (manifest && JSON.parse(manifest).scripts?.check) folders.push(folder)
    }
  }
  return folders.sort()
}
