import { execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { bigKey, keys } from './corpus.js'
import type { Setting } from './node-sdk.js'
import type { Report } from './report.js'

const version = '1.9.44'
const program = fileURLToPath(new URL('python-sdk.py', import.meta.url))

/** Installs the official SDK for Python into a virtual environment; gives its interpreter, or says why there is none. */
export async function loadPythonSdk(cache: string): Promise<{ readonly interpreter: string } | { readonly missing: string }> {
  const folder = path.join(cache, 'python')
  const interpreter = path.join(folder, 'bin', 'python')
  const run = promisify(execFile)
  if (
    existsSync(interpreter) &&
    (await run(interpreter, ['-c', 'import qcloud_cos']).then(
      () => true,
      () => false,
    ))
  )
    return { interpreter }
  await mkdir(cache, { recursive: true })
  try {
    await run('python3', ['-m', 'venv', folder])
    await run(interpreter, ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', `cos-python-sdk-v5==${version}`])
    return { interpreter }
  } catch (error) {
    return { missing: (error as Error).message.split('\n').slice(0, 3).join(' ') }
  }
}

/** Drives the server with the official SDK for Python: topics of the folder `python`, each in a bucket of its own. */
export async function drivePythonSdk(interpreter: string, setting: Setting, topics: readonly string[], report: Report): Promise<void> {
  const child = spawn(interpreter, ['-B', program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const { port, region, credentials, other, temporary, ours } = setting
  const { secretId, secretKey } = credentials
  child.stdin.end(JSON.stringify({ port, region, secretId, secretKey, other, temporary, ours, keys, bigKey, topics }))
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    const { name, problem } = JSON.parse(line) as { name: string; problem: string | null }
    report.note(name, problem ?? undefined)
  }
  const code = await exited
  report.note('Python SDK runs to its end', code === 0 ? undefined : `it ended with ${code}`)
}

/** The topics there are, by the names of their files. */
export function pythonTopics(): readonly string[] {
  const files = readdirSync(new URL('python/', import.meta.url)).filter((file) => file.endsWith('.py') && file !== 'kit.py')
  return files.map((file) => path.basename(file, '.py')).sort()
}
