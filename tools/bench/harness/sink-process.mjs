import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const sinkPath = fileURLToPath(new URL('../sink/main.mjs', import.meta.url))

/** Starts the neutral server in a process of its own; `plain` and `checked` are its two origins. */
export async function startSink({ keyCount }) {
  const child = spawn(process.execPath, [sinkPath, String(keyCount)], { stdio: ['pipe', 'pipe', 'inherit'] })
  const line = await new Promise((resolve, reject) => {
    child.stdout.once('data', (data) => resolve(String(data)))
    child.once('exit', (code) => reject(new Error(`the sink ended with ${code}`)))
  })
  const ports = JSON.parse(line)
  const origin = (port) => `http://127.0.0.1:${port}`
  return {
    plain: origin(ports.plain),
    checked: origin(ports.checked),
    totals: async () => (await fetch(`${origin(ports.plain)}/-/totals`)).json(),
    stop: () => new Promise((resolve) => child.once('exit', resolve).stdin.end()),
  }
}
