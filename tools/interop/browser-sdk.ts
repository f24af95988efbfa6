import { execFile } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { chromium, type Page } from 'playwright-core'
// @boundaries-ignore this is not published, so there is no name to import it by
import { findChromium } from '../contract/browser/find-chromium.js'
import type { PageSetting } from './browser/kit.js'
import { type Setting, topicBucket } from './node-sdk.js'
import type { Report } from './report.js'

const version = '1.10.1'
const flags = '--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update'

/** Where the official SDK for browsers is, and the browser; or why there is none. */
export type BrowserSdk = { readonly script: string; readonly executable: string } | { readonly missing: string }

/** Installs the official SDK for browsers into the cache. */
export async function loadBrowserSdk(cache: string): Promise<BrowserSdk> {
  const folder = path.join(cache, 'browser')
  const script = path.join(folder, 'node_modules', 'cos-js-sdk-v5', 'dist', 'cos-js-sdk-v5.min.js')
  try {
    const executable = findChromium()
    if (!existsSync(script)) {
      await mkdir(folder, { recursive: true })
      await writeFile(path.join(folder, 'package.json'), '{ "private": true }')
      const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
      await promisify(execFile)('npm', ['install', ...options, `cos-js-sdk-v5@${version}`], { cwd: folder })
    }
    return { script, executable }
  } catch (error) {
    return { missing: (error as Error).message.split('\n').slice(0, 3).join(' ') }
  }
}

/** The topics there are, by the names of their files. */
export function browserTopics(): readonly string[] {
  const files = readdirSync(new URL('browser/', import.meta.url)).filter((file) => file !== 'kit.ts')
  return files.map((file) => path.basename(file, '.ts')).sort()
}

/** Drives the server with the official SDK for browsers: topics of the folder `browser`, each a page and a bucket of its own. */
export async function driveBrowserSdk(
  { script, executable }: Extract<BrowserSdk, { readonly script: string }>,
  setting: Setting,
  topics: readonly string[],
  report: Report,
): Promise<void> {
  const site = createServer((_, answer) => answer.writeHead(200, { 'content-type': 'text/html' }).end('<!doctype html><title>page</title>'))
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve))
  const profile = await mkdtemp(path.join(setting.cache, 'chromium-'))
  // The SDK's requests go to its usual hosts, all of which are this machine.
  const args = [...flags.split(' '), '--host-resolver-rules=MAP * 127.0.0.1']
  const browser = await chromium.launchPersistentContext(profile, { executablePath: executable, args, headless: true })
  try {
    for (const topic of topics) {
      const page = await browser.newPage()
      page.on('pageerror', (error) => report.note(`browser SDK, ${topic}: the page runs without error`, error.message))
      await page.exposeFunction('note', (name: string, problem: string | null) =>
        report.note(`browser SDK, ${topic}: ${name}`, problem ?? undefined),
      )
      await page.goto(`http://pages.localhost:${(site.address() as AddressInfo).port}`)
      await page.addScriptTag({ path: script })
      await report.check(`browser SDK, ${topic}: runs to its end`, () => drive(page, topic, setting))
      await page.close()
    }
  } finally {
    await browser.close()
    await new Promise((resolve) => site.close(resolve))
    await rm(profile, { recursive: true, force: true })
  }
}

async function drive(page: Page, topic: string, { port, region, credentials, temporary, ours }: Setting): Promise<void> {
  const { outputFiles } = await build({
    stdin: {
      contents: `import { run } from './kit.js'; import { drive } from './${topic}.js'; await run(drive)`,
      resolveDir: fileURLToPath(new URL('browser', import.meta.url)),
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    logLevel: 'error',
  })
  const at = { Bucket: topicBucket('browser', topic), Region: region }
  const given: PageSetting = { port, at, ours, credentials: { ...credentials }, temporary: { ...temporary } }
  await page.evaluate((setting) => Object.assign(globalThis, { setting }), given)
  // A module ends when its top-level awaits have.
  const module = `data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`
  await page.evaluate((code) => import(code).then(() => undefined), module)
}
