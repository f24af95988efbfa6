import process from 'node:process'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { secondsSince } from './seconds-since.mjs'

const work = {
  installing: install,
  building: build,
}

/** Does one part of the set-up, saying what and how long it took. */
export async function prepare(part) {
  const start = performance.now()
  process.stdout.write(part.padEnd(12))
  const wasNeeded = await work[part]()
  console.log(wasNeeded === false ? 'up to date' : secondsSince(start))
}
