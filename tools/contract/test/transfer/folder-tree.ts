import { mkdir, readdir, readFile, readlink, stat, utimes, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Writes files, whose names say where; one that ends in a slash is an empty folder. All get a time long ago. */
export async function plant(root: string, files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name)
    if (name.endsWith('/')) {
      await mkdir(path, { recursive: true })
      continue
    }
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
    await utimes(path, 1_700_000_000.123456, 1_700_000_000.123456)
  }
}

/** Everything in a folder: content of files, `-> target` of links, and empty folders. */
export async function harvest(root: string, below = ''): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  const entries = await readdir(join(root, below), { withFileTypes: true })
  if (entries.length === 0 && below !== '') found[below] = ''
  for (const entry of entries) {
    const name = below + entry.name
    if (entry.isDirectory()) Object.assign(found, await harvest(root, `${name}/`))
    else found[name] = entry.isSymbolicLink() ? `-> ${await readlink(join(root, name))}` : await readFile(join(root, name), 'utf8')
  }
  return found
}

/** Time and permissions of a file. */
export async function describeFile(path: string): Promise<{ modifiedMs: number; mode: number }> {
  const { mtimeMs, mode } = await stat(path)
  return { modifiedMs: mtimeMs, mode: mode & 0o777 }
}
