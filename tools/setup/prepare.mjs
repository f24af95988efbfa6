import process from 'node:process'
import { build } from './build.mjs'
import { install } from './install.mjs'
import { secondsSince } from './seconds-since.mjs'

/** Installs and builds what is missing, saying what it does. */
export async function prepare() {
  const installStart = performance.now()
  process.stdout.write('installing  ')
  const wasNeeded = await install()
  console.log(wasNeeded ? secondsSince(installStart) : 'up to date')
  const buildStart = performance.now()
  process.stdout.write('building    ')
  await build()
  console.log(secondsSince(buildStart))
}
