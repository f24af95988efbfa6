import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { text } from 'node:stream/consumers'
import { findChromium } from './find-chromium.js'

/** Says how a test went; without a problem, well. */
type Note = (name: string, problem: string | undefined) => void

/**
 * A site of an origin of its own, and a Chromium that visits it. Nobody inspects these pages: the protocol by which drivers
 * watch a page copies each body that it sends, in base64 and several times, and keeps what it receives. Suites that move
 * megabytes took gigabytes and ten times as long.
 */
export interface Visitor {
  /** Pages of it other than those of visits are empty. */
  readonly origin: string
  /** Runs a module in a page, which finds `setting` there; resolves when it has ended. */
  visit(module: string, setting: object): Promise<void>
  close(): Promise<void>
}

/** Opens the site. All visits are of one profile, so that a page finds what an earlier one has stored. */
export async function createVisitor(note: Note): Promise<Visitor> {
  const page = { module: '', setting: {}, ended() {} }
  const site = createServer(async (request, response) => {
    if (request.method === 'POST') {
      const { name, problem } = JSON.parse(await text(request)) as { name?: string; problem?: string }
      if (name === undefined) page.ended()
      else note(name, problem)
      response.end()
      return
    }
    const isModule = request.url === '/module.js'
    response.writeHead(200, { 'content-type': isModule ? 'text/javascript' : 'text/html' })
    if (isModule) response.end(page.module)
    else response.end(request.url === '/page' ? document(page.setting) : '<!doctype html><title>page</title>')
  })
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const origin = `http://127.0.0.1:${(site.address() as AddressInfo).port}`
  const profile = await mkdtemp(path.join(os.tmpdir(), 'cos-chromium-'))
  const flags = [
    ...'--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-sync'.split(' '),
    `--user-data-dir=${profile}`,
  ]
  return {
    origin,
    async visit(module, setting) {
      const ended = new Promise<void>((resolve) => Object.assign(page, { module, setting, ended: resolve }))
      const chromium = spawn(findChromium(), [...flags, `${origin}/page`], { stdio: 'ignore' })
      const left = once(chromium, 'exit')
      const crashed = left.then(([code]) => Promise.reject(new Error(`Chromium ended with ${code} in the middle of a visit.`)))
      crashed.catch(() => {})
      await Promise.race([ended, crashed]).finally(() => leave(chromium, left))
    },
    async close() {
      await new Promise((resolve) => site.close(resolve))
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

async function leave(chromium: ChildProcess, left: Promise<unknown>): Promise<void> {
  chromium.kill()
  await left
}

function document(setting: object): string {
  return `<!doctype html><title>page</title><script type="module">
const post = (value) => fetch('/', { method: 'POST', body: JSON.stringify(value) })
globalThis.setting = ${JSON.stringify(setting)}
globalThis.report = (name, problem) => post({ name, problem })
const fail = (error) => report('the page runs without error', String(error?.stack ?? error))
addEventListener('error', ({ error }) => fail(error))
addEventListener('unhandledrejection', ({ reason }) => fail(reason))
await import('/module.js').catch(fail)
await post({})
</script>`
}
