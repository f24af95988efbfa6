import { spawn } from 'node:child_process'
import { readdirSync } from 'node:fs'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { bigKey, keys } from './corpus.js'
import type { Setting } from './node-sdk.js'
import type { Report } from './report.js'
import { type VirtualEnvironment, virtualEnvironment } from './virtual-environment.js'

const version = '1.9.44'
const program = fileURLToPath(new URL('python-sdk.py', import.meta.url))

/** Installs the official SDK for Python. */
export function loadPythonSdk(cache: string): Promise<VirtualEnvironment> {
  return virtualEnvironment(cache, 'cos-python-sdk-v5', version)
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
