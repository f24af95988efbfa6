import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** How many types the compiler makes to check the whole of `@cos/core`: what every editor of a user pays. */
export async function typeCost(): Promise<number> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-types-'))
  try {
    const config = {
      extends: path.join(root, 'tsconfig.base.json'),
      compilerOptions: { types: [] as string[] },
      files: [path.join(root, 'packages/core/src/index.ts')],
    }
    // The part for Node needs Node's own types, whose cost is not ours to count.
    config.compilerOptions.types = [path.join(root, 'node_modules/@types/node')]
    const project = path.join(folder, 'tsconfig.json')
    await writeFile(project, JSON.stringify(config))
    const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
    const { stdout } = await promisify(execFile)(process.execPath, [compiler, '-p', project, '--extendedDiagnostics'])
    const found = /^Instantiations:\s+(\d+)/m.exec(stdout)
    if (!found) throw new Error(`The compiler told no number of instantiations:\n${stdout}`)
    return Number(found[1])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
