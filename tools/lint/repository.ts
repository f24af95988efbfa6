import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { RepositoryFile } from './rules/repository-file.js'

/** Top of the repository. */
export const root = fileURLToPath(new URL('../../', import.meta.url))

/** Every file that is committed or about to be, with its text; binary files have none. */
export function readRepository(): RepositoryFile[] {
  return filePaths()
    .filter((file) => existsSync(path.join(root, file)))
    .map((file) => {
      const bytes = readFileSync(path.join(root, file))
      return { path: file, text: bytes.includes(0) ? '' : bytes.toString('utf8') }
    })
}

function filePaths(): string[] {
  try {
    const output = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '-z'], { cwd: root, stdio: 'pipe' })
    return output.toString('utf8').split('\0').filter(Boolean).sort()
  } catch {
    // An unpacked archive has no history to ask.
    const built = /(^|\/)(node_modules|dist|coverage|\.turbo|\.cache|\.git)(\/|$)/
    const all = readdirSync(root, { recursive: true, withFileTypes: true })
    return all
      .filter((entry) => entry.isFile())
      .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)).replaceAll(path.sep, '/'))
      .filter((file) => !built.test(file))
      .sort()
  }
}
