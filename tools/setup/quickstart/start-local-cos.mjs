import { spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import process from 'node:process'
import { CommandError } from '../run-command.mjs'
import { cliPath } from './cos-command.mjs'

/** Starts `cos local` as a process of its own on a port the system picks; resolves once it says where it listens. */
export async function startLocalCos(dataFolder) {
  await mkdir(dataFolder, { recursive: true })
  const child = spawn(process.execPath, [cliPath, 'local', '--port', '0', '--data', dataFolder], { stdio: ['ignore', 'pipe', 'pipe'] })
  const ended = new Promise((resolve) => child.once('close', resolve))
  const endpoint = await listeningAddress(child)
  return {
    endpoint,
    dataFolder,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}

function listeningAddress(child) {
  let output = ''
  return new Promise((resolve, reject) => {
    const read = (chunk) => {
      output += chunk
      const found = /http:\/\/127\.0\.0\.1:\d+/.exec(output)
      if (found) resolve(found[0])
    }
    child.stdout.on('data', read)
    child.stderr.on('data', read)
    child.once('error', reject)
    child.once('close', (code) => reject(new CommandError(`The local server ended with ${code} before it listened.`, output)))
  })
}
