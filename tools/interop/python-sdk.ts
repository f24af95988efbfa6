import { execFile, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
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

/** Drives the server with the official SDK for Python. */
export async function drivePythonSdk(interpreter: string, setting: Setting, report: Report): Promise<void> {
  const child = spawn(interpreter, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const { port, region, credentials, ours, theirs } = setting
  child.stdin.end(
    JSON.stringify({ port, region, secretId: credentials.secretId, secretKey: credentials.secretKey, ours, theirs, keys, bigKey }),
  )
  const exited = new Promise<number | null>((resolve) => child.on('close', resolve))
  for await (const line of createInterface({ input: child.stdout })) {
    const { name, problem } = JSON.parse(line) as { name: string; problem: string | null }
    report.note(name, problem ?? undefined)
  }
  const code = await exited
  report.note('Python SDK runs to its end', code === 0 ? undefined : `it ended with ${code}`)
}
