import { execFile } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const loader = import.meta.resolve('tsx')

/** Where and with what an example runs. */
export interface ExampleSetting {
  /** The folder it runs in. */
  readonly folder: string
  readonly environment: Readonly<Record<string, string>>
}

/** Runs a program of the examples as a reader would, a process of its own with the built packages, and resolves to what it printed. */
export async function runExample(name: string, { folder, environment }: ExampleSetting): Promise<string> {
  const file = path.join(root, 'apps/docs/examples', name)
  const args = ['--import', loader, file]
  const env = { ...process.env, NODE_OPTIONS: '', ...environment }
  const { stdout } = await promisify(execFile)(process.execPath, args, { cwd: folder, env })
  return stdout
}
