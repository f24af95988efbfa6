import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const stepBytes = 16 * 1024

/**
 * What OpenSSL says of itself (`openssl speed`, one buffer encrypted in place, over and over, by the CPU second): no program that
 * encrypts by OpenSSL can be faster. Nothing where the command is missing. Its version may be another than that of Node.
 */
export async function opensslSpeeds(algorithms) {
  try {
    const version = (await run('openssl', ['version'])).stdout.split(' ')[1]
    const speeds = []
    for (const algorithm of algorithms) {
      const name = `AES-256-${algorithm.toUpperCase()}`
      const { stdout } = await run('openssl', ['speed', '-seconds', '2', '-bytes', String(stepBytes), '-evp', name.toLowerCase()])
      const thousands = Number(/([\d.]+)k\s*$/.exec(stdout)?.[1])
      speeds.push({ label: `OpenSSL ${version} alone, ${name}, in place`, algorithm, bytesPerCpuSecond: 1000 * thousands })
    }
    return speeds
  } catch {
    return []
  }
}
