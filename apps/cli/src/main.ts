#!/usr/bin/env node
import { run } from './run.js'

const exitCode = await run(process.argv.slice(2))
// Standard output may be a pipe that is written later; connections and standard input must not keep the program alive.
await new Promise((resolve) => process.stdout.write('', resolve))
process.exit(exitCode)
