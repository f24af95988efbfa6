import path from 'node:path'
import process from 'node:process'
import { root } from '../root.mjs'
import { runCommand } from '../run-command.mjs'

/** The built command line. */
export const cliPath = path.join(root, 'apps', 'cli', 'dist', 'main.js')

/** Runs `cos …` against a server, prints the line as a person would type it, and resolves to what it printed. */
export async function cos({ endpoint, region, credentials }, args) {
  console.log(`$ cos ${args.join(' ')}`)
  return runCommand(process.execPath, [cliPath, ...args], {
    env: { COS_ENDPOINT: endpoint, COS_REGION: region, COS_SECRET_ID: credentials.secretId, COS_SECRET_KEY: credentials.secretKey },
  })
}
