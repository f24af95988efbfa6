import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from '../root.mjs'

/** Loads the built packages as the command line sees them: by name, from `dist`. */
export async function builtPackages() {
  const { resolve } = createRequire(path.join(root, 'apps', 'cli', 'package.json'))
  const [core, transfer] = await Promise.all(['@cos/core', '@cos/transfer'].map((name) => import(pathToFileURL(resolve(name)).href)))
  return { core, transfer }
}
