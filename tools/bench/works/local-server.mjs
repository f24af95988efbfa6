import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import http from 'node:http'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { atLeast, atMost } from '../harness/bar.mjs'
import { peerVersions } from '../harness/peers.mjs'
import { median } from '../harness/rounds.mjs'
import { runNode } from '../harness/run-case.mjs'
import { figure } from '../harness/table.mjs'

const loadPath = fileURLToPath(new URL('../harness/load.mjs', import.meta.url))
const concurrency = 16

const ours = { label: 'this project, disk store', script: 'cos.mjs', dialect: 'cos' }
const oursInMemory = { label: 'this project, memory store', script: 'cos.mjs', dialect: 'cos', options: ['memory'] }
const s3rver = { label: `s3rver ${peerVersions.s3rver}`, script: 's3rver.mjs', dialect: 's3' }

export async function localServer({ isQuick, log }) {
  const contestants = [ours, oursInMemory, s3rver]
  const rounds = isQuick ? 1 : 3
  const results = new Map(contestants.map((contestant) => [contestant, []]))
  for (let round = 0; round < rounds; round++) {
    for (const contestant of contestants) {
      log(`server, round ${round + 1} of ${rounds}: ${contestant.label}`)
      results.get(contestant).push(await measure(contestant, isQuick ? 1000 : 4000))
    }
  }
  const middle = (contestant, name) => median(results.get(contestant).map((result) => result[name]))
  const ratio = (name) => middle(ours, name) / middle(s3rver, name)
  return {
    title: 'Local server',
    about: `Requests of 4 KiB, signed and verified, ${concurrency} at a time. CPU is that of the server. Start: from starting the process to the first answer.`,
    columns: ['server', 'start ms', 'start CPU ms', 'PUT / CPU s', 'GET / CPU s', 'PUT / s', 'GET / s', 'RSS MiB'],
    rows: contestants.map((contestant) => [
      contestant.label,
      ...['startMs', 'startCpuMs', 'putsPerCpuSecond', 'getsPerCpuSecond', 'putsPerSecond', 'getsPerSecond', 'rssMiB'].map((name) =>
        figure(middle(contestant, name)),
      ),
    ]),
    bars: [
      atMost('local server, start', middle(ours, 'startMs'), 300, ' ms'),
      atLeast('local server, 4 KiB PUT per CPU second, x s3rver', ratio('putsPerCpuSecond'), 2),
      atLeast('local server, 4 KiB GET per CPU second, x s3rver', ratio('getsPerCpuSecond'), 2),
    ],
  }
}

async function measure({ script, dialect, options = [] }, count) {
  const folder = mkdtempSync(path.join(tmpdir(), 'cos-bench-server-'))
  try {
    const server = await startServer(script, [folder, ...options])
    const { cpuSeconds: startCpuSeconds } = await server.usage()
    for (const method of ['PUT', 'GET']) await load(server, dialect, method, Math.ceil(count / 4))
    const put = await load(server, dialect, 'PUT', count)
    const get = await load(server, dialect, 'GET', count)
    const { rssMiB } = await server.usage()
    await server.stop()
    return {
      startMs: server.startMs,
      startCpuMs: 1000 * startCpuSeconds,
      putsPerCpuSecond: count / put.cpuSeconds,
      getsPerCpuSecond: count / get.cpuSeconds,
      putsPerSecond: count / put.wallSeconds,
      getsPerSecond: count / get.wallSeconds,
      rssMiB,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function load({ origin, usage }, dialect, method, count) {
  const before = await usage()
  const { wallSeconds } = JSON.parse(await runNode([loadPath, dialect, method, origin, String(count), String(concurrency)]))
  return { wallSeconds, cpuSeconds: (await usage()).cpuSeconds - before.cpuSeconds }
}

async function startServer(script, args) {
  const startedAt = performance.now()
  const scriptPath = fileURLToPath(new URL(`../servers/${script}`, import.meta.url))
  const child = spawn(process.execPath, [scriptPath, ...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const nextLine = async () => {
    const { value, done } = await lines.next()
    if (done) throw new Error(`${script} ended before it answered`)
    return JSON.parse(value)
  }
  const origin = `http://127.0.0.1:${(await nextLine()).port}`
  // Any answer will do, a refusal as well.
  await new Promise((resolve, reject) => http.get(origin, (response) => response.resume().on('end', resolve)).on('error', reject))
  return {
    origin,
    startMs: performance.now() - startedAt,
    usage() {
      child.stdin.write('usage\n')
      return nextLine()
    },
    stop: () => new Promise((resolve) => child.once('exit', resolve).stdin.end()),
  }
}
