// Written in the oldest syntax an ES module can have, so that an old Node reaches the sentence below instead of a syntax error.
import { readFileSync } from 'node:fs'
import process from 'node:process'

/** Stops with one sentence when this Node is older than `engines.node` of the root package. */
export function requireNode() {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  const wanted = engines.node.replace('>=', '').split('.').map(Number)
  const present = process.versions.node.split('.').map(Number)
  const isOlder = present[0] < wanted[0] || (present[0] === wanted[0] && present[1] < (wanted[1] || 0))
  if (!isOlder) return
  console.error(
    `This repository needs Node ${wanted.join('.')} or newer; this is Node ${process.versions.node}. Install a newer one from https://nodejs.org and run the same line again.`,
  )
  process.exit(1)
}
