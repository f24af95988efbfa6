import { stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'

/** Looks for a folder, or the nearest one around it that is there and has a letter in its name, under its name in the other case. */
export async function ignoresCase(root: string): Promise<boolean> {
  for (let folder = resolve(root); folder !== dirname(folder); folder = dirname(folder)) {
    const own = await stat(folder).catch(() => undefined)
    const name = basename(folder)
    const swapped = name === name.toUpperCase() ? name.toLowerCase() : name.toUpperCase()
    if (!own || swapped === name) continue
    const other = await stat(join(dirname(folder), swapped)).catch(() => undefined)
    return other?.ino === own.ino && other.dev === own.dev
  }
  return false
}
