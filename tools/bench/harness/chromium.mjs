import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const flags = '--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync --disable-background-networking'
/** Of the clock by which Linux counts the time of processes. */
const ticksPerSecond = 100

/** The browser of this machine, `$CHROMIUM` or one of the usual names; nothing where there is none. */
export function findChromium() {
  const folders = ['/usr/bin', ...(process.env.PATH ?? '').split(path.delimiter)]
  const candidates = names.flatMap((name) => folders.map((folder) => path.join(folder, name)))
  return [process.env.CHROMIUM, ...candidates].find((candidate) => candidate && existsSync(candidate))
}

/**
 * A site, and a Chromium that visits it, without a driver, which would copy all that a page sends. `measure(setting)` runs the
 * module in a new process, the same profile, and returns what passed between its marks: CPU of all processes of the browser,
 * and of those that run pages, in seconds, and the peak memory of the latter.
 */
export async function openChromium(chromium, module) {
  const visit = { setting: {}, marked: (_name, _problem) => {} }
  const site = createServer((request, response) => {
    if (request.method === 'POST') {
      const chunks = []
      request.on('data', (chunk) => chunks.push(chunk))
      request.on('end', () => {
        const { name, problem } = JSON.parse(Buffer.concat(chunks))
        visit.marked(name, problem)
        response.end()
      })
      return
    }
    const isModule = request.url === '/module.js'
    response.writeHead(200, { 'content-type': isModule ? 'text/javascript' : 'text/html' })
    response.end(isModule ? module : document(visit.setting))
  })
  site.listen(0, '127.0.0.1')
  await once(site, 'listening')
  const origin = `http://127.0.0.1:${site.address().port}`
  const profile = mkdtempSync(path.join(tmpdir(), 'cos-bench-chromium-'))

  const measure = async (setting) => {
    const child = spawn(chromium, [...flags.split(' '), `--user-data-dir=${profile}`, `${origin}/page`], { stdio: 'ignore' })
    const left = once(child, 'exit')
    let before
    let startTime
    try {
      return await new Promise((resolve, reject) => {
        left.then(([code]) => reject(new Error(`Chromium ended with ${code}`)))
        visit.setting = setting
        visit.marked = (name, problem) => {
          if (problem) reject(new Error(problem))
          else if (name === 'begin') [before, startTime] = [processesOf(child.pid), performance.now()]
          else resolve({ wallSeconds: (performance.now() - startTime) / 1000, count: 1, ...spent(before, processesOf(child.pid)) })
        }
      })
    } finally {
      child.kill()
      await left
    }
  }
  const close = async () => {
    await new Promise((resolve) => site.close(resolve))
    rmSync(profile, { recursive: true, force: true, maxRetries: 5 })
  }
  return { measure, close }
}

function document(setting) {
  return `<!doctype html><title>bench</title><script type="module">
const post = (value) => fetch('/', { method: 'POST', body: JSON.stringify(value) })
globalThis.setting = ${JSON.stringify(setting)}
globalThis.mark = (name) => post({ name })
await import('/module.js').catch((error) => post({ problem: String(error?.stack ?? error) }))
</script>`
}

/** CPU seconds of a process and all that descend from it, by number. */
function processesOf(root) {
  const all = new Map()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
      all.set(Number(entry), { parent: Number(fields[1]), cpuSeconds: (Number(fields[11]) + Number(fields[12])) / ticksPerSecond })
    } catch {
      // It has ended since.
    }
  }
  const isOurs = (id) => id === root || (all.has(id) && isOurs(all.get(id).parent))
  return new Map([...all].filter(([id]) => isOurs(id)).map(([id, { cpuSeconds }]) => [id, { cpuSeconds, ...about(id) }]))
}

function about(id) {
  try {
    const isRenderer = readFileSync(`/proc/${id}/cmdline`, 'utf8').includes('--type=renderer')
    return { isRenderer, maxRssMiB: Number(/VmHWM:\s*(\d+) kB/.exec(readFileSync(`/proc/${id}/status`, 'utf8'))?.[1] ?? 0) / 1024 }
  } catch {
    return { isRenderer: false, maxRssMiB: 0 }
  }
}

function spent(before, after) {
  const processes = [...after].map(([id, { cpuSeconds, ...rest }]) => ({
    cpuSeconds: cpuSeconds - (before.get(id)?.cpuSeconds ?? 0),
    ...rest,
  }))
  const renderers = processes.filter(({ isRenderer }) => isRenderer)
  const sum = (some) => some.reduce((total, { cpuSeconds }) => total + cpuSeconds, 0)
  return {
    cpuSeconds: sum(processes),
    rendererSeconds: sum(renderers),
    maxRssMiB: Math.max(...renderers.map(({ maxRssMiB }) => maxRssMiB)),
  }
}
