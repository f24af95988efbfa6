import { execFile, spawn } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { createServer } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { createLocalServer } from '@cos/local-server'
import { build } from 'esbuild'
import type { Outcome, Setting } from './program.js'
import { type Runtime, runtimes } from './runtimes.js'

// The built packages in every runtime that is promised. What npm cannot bring is said aloud, never passed over.

const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-runtimes-'))
const server = createLocalServer()
const { url } = await server.listen()
let passed = 0
let failed = 0
try {
  for (const [at, runtime] of runtimes.entries()) {
    const executable = await runtime.load().catch((error: Error) => error)
    if (executable instanceof Error) {
      console.log(`!!! SKIPPED ${runtime.name}: ${executable.message.split('\n')[0]}`)
      continue
    }
    const { region, credentials } = server
    const setting = { endpoint: url, region, credentials, bucket: `runtime-${at}-1250000000` }
    const run = runtime.kind === 'worker' ? runWorker : runProcess
    const outcomes = await run(runtime, executable, setting).catch((error: Error): Outcome[] => [
      { name: 'runs at all', problem: error.message },
    ])
    const problems = outcomes.filter(({ problem }) => problem !== undefined)
    passed += outcomes.length - problems.length
    failed += problems.length
    console.log(
      `${problems.length === 0 ? 'ok    ' : 'FAILED'} ${runtime.name}: ${outcomes.length - problems.length} of ${outcomes.length}`,
    )
    for (const { name, problem } of problems) console.log(`       ${name}: ${problem}`)
  }
} finally {
  await server.close()
  await rm(folder, { recursive: true, force: true })
}
console.log(`${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function runProcess(runtime: Runtime, executable: string, setting: Setting): Promise<Outcome[]> {
  const file = await bundle(runtime, 'entry-process.ts')
  const { stdout } = await promisify(execFile)(executable, [...runtime.args, file, JSON.stringify(setting)], { timeout: 60_000 })
  return JSON.parse(stdout) as Outcome[]
}

async function runWorker(runtime: Runtime, executable: string, setting: Setting): Promise<Outcome[]> {
  const file = await bundle(runtime, 'entry-worker.ts')
  const port = await freePort()
  const config = path.join(folder, 'worker.capnp')
  await writeFile(
    config,
    `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [(name = "main", worker = .main), (name = "here", network = (allow = ["private", "public"]))],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "main")]
);
const main :Workerd.Worker = (
  serviceWorkerScript = embed "${path.basename(file)}",
  compatibilityDate = "2026-01-01", globalOutbound = "here"
);
`,
  )
  const child = spawn(executable, ['serve', config], { stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => {
    said += String(chunk)
  })
  const exited = new Promise<never>((_, reject) => child.once('exit', (code) => reject(new Error(`workerd ended with ${code}: ${said}`))))
  exited.catch(() => {})
  try {
    const answer = await Promise.race([askOnceItListens(port, setting), exited])
    if (answer.status !== 200) throw new Error(await answer.text())
    return (await answer.json()) as Outcome[]
  } finally {
    child.kill()
  }
}

/** Tries until the worker accepts connections; gives up after ten seconds. */
async function askOnceItListens(port: number, setting: Setting): Promise<Response> {
  const deadline = AbortSignal.timeout(10_000)
  for (;;) {
    try {
      return await fetch(`http://127.0.0.1:${port}/`, { method: 'POST', body: JSON.stringify(setting) })
    } catch (error) {
      if (deadline.aborted) throw error
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
}

async function freePort(): Promise<number> {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  return port
}

/** One module for one runtime, resolved as its bundlers would; what the runtime has itself stays outside. */
async function bundle({ name, conditions, kind }: Runtime, entry: string): Promise<string> {
  const outfile = path.join(folder, `${name.replaceAll(' ', '-')}.mjs`)
  await build({
    entryPoints: [fileURLToPath(new URL(entry, import.meta.url))],
    outfile,
    bundle: true,
    format: kind === 'worker' ? 'iife' : 'esm',
    platform: conditions.includes('node') ? 'node' : 'neutral',
    mainFields: ['module', 'main'],
    conditions: [...conditions, 'import'],
    target: 'es2022',
    external: ['node:*', 'cloudflare:*'],
    // Packages in CommonJS ask for Node's modules at run time.
    banner: conditions.includes('node')
      ? { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" }
      : {},
    logLevel: 'error',
  })
  return outfile
}
