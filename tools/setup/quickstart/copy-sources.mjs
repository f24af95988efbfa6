import { copyFile, mkdir, readdir } from 'node:fs/promises'
import path from 'node:path'
import { root } from '../root.mjs'

const madeHere = new Set(['node_modules', 'dist', '.git', '.turbo', '.cache', '.venv', 'coverage'])

/** Copies this repository's own sources, without what was installed or built, and resolves to their relative paths. */
export async function copySources(target) {
  const names = []
  for await (const name of sourceFiles('')) {
    await mkdir(path.join(target, path.dirname(name)), { recursive: true })
    await copyFile(path.join(root, name), path.join(target, name))
    names.push(name)
  }
  return names
}

async function* sourceFiles(folder) {
  for (const entry of await readdir(path.join(root, folder), { withFileTypes: true })) {
    if (madeHere.has(entry.name)) continue
    const name = path.join(folder, entry.name)
    if (entry.isDirectory()) yield* sourceFiles(name)
    else if (entry.isFile()) yield name
  }
}
