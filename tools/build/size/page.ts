import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

const packages = fileURLToPath(new URL('../../../packages/', import.meta.url))

/** A project that has the built packages installed, with one module; returns the path of the module to `work`. */
export async function withPage<T>(code: string, work: (entry: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-size-'))
  try {
    await mkdir(path.join(folder, 'node_modules', '@cos'), { recursive: true })
    for (const name of ['signer', 'xml', 'core', 'transfer', 'crypto']) {
      await symlink(path.join(packages, name), path.join(folder, 'node_modules', '@cos', name), 'dir')
    }
    await writeFile(path.join(folder, 'package.json'), '{ "type": "module", "sideEffects": false }')
    await writeFile(path.join(folder, 'entry.js'), `${code}\n`)
    return await work(path.join(folder, 'entry.js'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
