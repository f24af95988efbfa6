import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** Runs a program to its end; fails with all it said. */
export async function run(program: string, args: readonly string[], cwd: string): Promise<string> {
  try {
    const { stdout, stderr } = await promisify(execFile)(program, args, { cwd, maxBuffer: 64 * 1024 * 1024 })
    return stdout + stderr
  } catch (error) {
    const { stdout = '', stderr = '', message } = error as Error & { stdout?: string; stderr?: string }
    throw new Error(`${stdout}${stderr}`.trim() || message)
  }
}
