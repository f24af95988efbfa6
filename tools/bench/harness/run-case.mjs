import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const pythonPath = fileURLToPath(new URL('../contestants/cos-python.py', import.meta.url))
const casePath = fileURLToPath(new URL('../case.mjs', import.meta.url))

/**
 * Runs one contestant at one work in a process of its own and returns what it measured:
 * `{ cpuSeconds, wallSeconds, maxRssMiB, count }`, CPU being user plus system time of all its threads. `limits.timeoutMs` is
 * how long it may take, five minutes unless that is said.
 */
export async function runCase(contestant, work, parameters, limits) {
  const { module, options = {}, conditions = [], interpreter } = contestant
  const json = JSON.stringify({ ...parameters, ...options })
  if (interpreter) return JSON.parse((await runProgram(interpreter, ['-B', pythonPath, work, json], limits)).trim())
  const flags = ['--expose-gc', ...conditions.map((condition) => `--conditions=${condition}`)]
  const output = await runNode([...flags, casePath, module, work, json], limits)
  return JSON.parse(output.slice(output.lastIndexOf('\n{') + 1))
}

/** Runs a script with Node and returns what it printed; fails with what it complained about. */
export function runNode(args, options) {
  return runProgram(process.execPath, args, options)
}

function runProgram(program, args, { timeoutMs = 300_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout: timeoutMs })
    const output = { stdout: '', stderr: '' }
    for (const name of ['stdout', 'stderr']) child[name].setEncoding('utf8').on('data', (text) => (output[name] += text))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      if (code === 0) resolve(`\n${output.stdout}`)
      else reject(new Error(`${args.slice(-3).join(' ')} ended with ${signal ?? code}:\n${output.stderr.slice(-2000)}`))
    })
  })
}
