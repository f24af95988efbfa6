// One contestant at one work, measured: `node --expose-gc case.mjs <module> <work> <parameters as JSON>`.
// The module exports one function per work. It prepares, unmeasured, and returns either `each`, one operation to be repeated,
// or `whole`, all of the work; and `close`.
import { existsSync, readFileSync } from 'node:fs'
import { watchTimer } from './harness/watch-timer.mjs'

const [moduleName, work, json] = process.argv.slice(2)
const parameters = JSON.parse(json)
const contestant = await import(`./contestants/${moduleName}.mjs`)
const { each, whole, close, sample, sampleOf } = await contestant[work](parameters)

if (each) await repeat(parameters.warmUp)
globalThis.gc()
const timer = parameters.timerMs ? watchTimer(parameters.timerMs) : undefined
const startCpu = process.cpuUsage()
const startTime = process.hrtime.bigint()
const count = each ? await repeat(parameters.count) : await whole()
const wallSeconds = Number(process.hrtime.bigint() - startTime) / 1e9
const cpu = process.cpuUsage(startCpu)
const cpuSeconds = (cpu.user + cpu.system) / 1e6
const lateness = timer?.stop()
const maxRssMiB = peakRssMiB()
await close?.()
process.stdout.write(
  `\n${JSON.stringify({ cpuSeconds, wallSeconds, maxRssMiB, count, sample: sampleOf?.() ?? sample, ...lateness })}\n`,
  () => process.exit(0),
)

/** Repeats the operation, `parameters.concurrency` at a time. */
async function repeat(times) {
  let next = 0
  const worker = async () => {
    while (next < times) await each(next++)
  }
  await Promise.all(Array.from({ length: parameters.concurrency }, worker))
  return times
}

/** What the operating system counts as `maxRSS` begins with the size of the process that started this one; Linux also tells without. */
function peakRssMiB() {
  const own = existsSync('/proc/self/status') ? /VmHWM:\s*(\d+) kB/.exec(readFileSync('/proc/self/status', 'utf8')) : undefined
  return (own ? Number(own[1]) : process.resourceUsage().maxRSS) / 1024
}
