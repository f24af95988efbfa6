import { spawn } from 'node:child_process'
import process from 'node:process'
import { CommandError } from '../run-command.mjs'
import { cliPath } from './cos-command.mjs'

/** Starts `cos local` as a process of its own, on a port the system picks; resolves to what it says of itself. */
export async function startLocalCos(dataFolder) {
  const args = [cliPath, '--json', 'local', '--port', '0', '--data', dataFolder]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const stop = async () => {
    child.kill('SIGTERM')
    await ended
  }
  try {
    const { endpoint, region, secretId, secretKey } = await firstRecord(child)
    return { endpoint, region, credentials: { secretId, secretKey }, dataFolder, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

function firstRecord(child) {
  let output = ''
  let errors = ''
  child.stderr.on('data', (chunk) => {
    errors += chunk
  })
  return new Promise((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += chunk
      if (output.includes('\n')) resolve(JSON.parse(output.slice(0, output.indexOf('\n'))))
    })
    child.once('error', reject)
    child.once('close', (code) => reject(new CommandError(`The local server ended with ${code} before it listened.`, output + errors)))
  })
}
