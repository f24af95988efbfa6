import { spawn } from 'node:child_process'
import path from 'node:path'
import process from 'node:process'
import { root } from './root.mjs'

/** A command that ended badly; `output` is everything it said. */
export class CommandError extends Error {
  constructor(sentence, output) {
    super(sentence)
    this.output = output
  }
}

/**
 * Runs a program in the root folder and resolves to its standard output.
 * What it says is kept back and shown only when it fails; `shown: true` lets it write to the terminal itself.
 */
export async function runCommand(program, args, { env = {}, cwd = root, shown = false } = {}) {
  const child = spawn(program, args, {
    cwd,
    env: commandEnvironment(env),
    stdio: ['ignore', shown ? 'inherit' : 'pipe', shown ? 'inherit' : 'pipe'],
    // npm's own programs are .cmd files on Windows, which only a shell starts.
    shell: process.platform === 'win32' && program !== process.execPath,
  })
  const both = []
  const standard = []
  child.stdout?.on('data', (chunk) => both.push(chunk) && standard.push(chunk))
  child.stderr?.on('data', (chunk) => both.push(chunk))
  const code = await new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new CommandError(`${program} could not be started: ${cause.message}`, '')))
    child.once('close', (exitCode, signal) => resolve(exitCode ?? signal))
  })
  if (code === 0) return Buffer.concat(standard).toString('utf8')
  throw new CommandError(`${[path.basename(program), ...args].join(' ')} ended with ${code}.`, Buffer.concat(both).toString('utf8'))
}

function commandEnvironment(extra) {
  const binaries = path.join(root, 'node_modules', '.bin')
  return {
    ...process.env,
    // turbo starts `pnpm` by name; ours is a dependency of the root, not something the machine must have.
    PATH: `${binaries}${path.delimiter}${process.env.PATH ?? ''}`,
    TURBO_TELEMETRY_DISABLED: '1',
    TURBO_NO_UPDATE_NOTIFIER: '1',
    ...extra,
  }
}
