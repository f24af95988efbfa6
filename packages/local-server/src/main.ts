#!/usr/bin/env node
import { parseArgs } from 'node:util'
import { runLocalServer } from './run-local-server.js'

const help = `A Tencent Cloud COS on this machine.

cos-local-server [options]

  --port <number>          where to listen (default 9000; 0 takes any free port)
  --host <address>         where to listen (default 127.0.0.1)
  --data <folder>          where to keep everything (default: in memory)
  --region <name>          region of new buckets (default ap-guangzhou)
  --allow-origin <origin>  lets pages of this origin read answers; * for all; may be repeated
  --sweep-interval <n>     seconds between sweeps, which expire objects and write logs (default 300; 0 never)
  --loose                  ignores what this server lacks, instead of answering 501
  --quiet                  no line for each request
  --help

  cos-local-server --port 9000 --data ./cos-data`

const controller = new AbortController()
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort())

try {
  const { values } = parseArgs({
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      data: { type: 'string' },
      region: { type: 'string' },
      'allow-origin': { type: 'string', multiple: true },
      'sweep-interval': { type: 'string' },
      loose: { type: 'boolean' },
      quiet: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  })
  if (values.help) console.log(help)
  else {
    await runLocalServer({
      port: values.port === undefined ? undefined : portOf(values.port),
      host: values.host,
      data: values.data,
      region: values.region,
      allowOrigins: values['allow-origin'],
      sweepIntervalMs: values['sweep-interval'] === undefined ? undefined : secondsOf(values['sweep-interval']) * 1000,
      loose: values.loose,
      isQuiet: values.quiet,
      write: (line) => console.log(line),
      signal: controller.signal,
    })
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

function secondsOf(text: string): number {
  const seconds = Number(text)
  if (!/^\d+$/.test(text) || seconds > 86_400) throw new Error(`--sweep-interval must be a number of seconds from 0 to 86400, not ${text}.`)
  return seconds
}

function portOf(text: string): number {
  const port = Number(text)
  if (!/^\d+$/.test(text) || port > 65_535) throw new Error(`--port must be a number from 0 to 65535, not ${text}.`)
  return port
}
