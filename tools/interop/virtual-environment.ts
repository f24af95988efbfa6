import { execFile } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A virtual environment of Python that has a package, or why there is none. */
export type VirtualEnvironment = { readonly interpreter: string; readonly folder: string } | { readonly missing: string }

/** Installs one package, of exactly that version, into an environment of its own; one that is there is used again. */
export async function virtualEnvironment(cache: string, name: string, version: string): Promise<VirtualEnvironment> {
  const folder = path.join(cache, name)
  const interpreter = path.join(folder, 'bin', 'python')
  const probe = `from importlib.metadata import version; assert version('${name}') == '${version}'`
  const isThere = await run(interpreter, ['-c', probe]).then(
    () => true,
    () => false,
  )
  if (isThere) return { interpreter, folder }
  try {
    await mkdir(cache, { recursive: true })
    await run('python3', ['-m', 'venv', folder])
    await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `${name}==${version}`])
    return { interpreter, folder }
  } catch (error) {
    return { missing: (error as Error).message.split('\n').slice(0, 3).join(' ') }
  }
}
