import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { expect } from 'vitest'

/** Lets a script work in a folder until it has said so many lines, kills it, and gives all it said. */
export async function workUntilKilled(script: URL, folder: string, round: number, lines: number): Promise<string[]> {
  const child = spawn(process.execPath, ['--conditions=@cos/source', '--import', 'tsx', fileURLToPath(script), folder, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const said: string[] = []
  try {
    for await (const line of createInterface(child.stdout)) {
      said.push(line)
      if (said.length === lines) child.kill('SIGKILL')
    }
  } finally {
    child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  expect(child.signalCode).toBe('SIGKILL')
  return said
}
