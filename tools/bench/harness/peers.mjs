import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { promisify } from 'node:util'

const folder = new URL('../peers/', import.meta.url)
const { dependencies } = JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))
const require = createRequire(new URL('package.json', folder))

/** The peers and their exact versions. */
export const peerVersions = dependencies
/** Where the peers are installed, as a path. */
export const peersFolder = fileURLToPath(folder)

/** Installs the peers where the versions that are asked for are not there yet. */
export async function installPeers(log) {
  if (Object.entries(dependencies).every(([name, version]) => installedVersion(name) === version)) return
  log('installing the peers (npm install in tools/bench/peers)')
  const args = ['install', '--ignore-scripts', '--no-audit', '--no-fund', '--no-package-lock', '--loglevel=error']
  await promisify(execFile)('npm', args, { cwd: peersFolder, shell: process.platform === 'win32' })
}

/** Imports a peer. It is not a dependency of this package, so a bare specifier would not find it. */
export async function importPeer(name) {
  return import(pathToFileURL(require.resolve(name)).href)
}

function installedVersion(name) {
  try {
    return JSON.parse(readFileSync(new URL(`node_modules/${name}/package.json`, folder), 'utf8')).version
  } catch {
    return undefined
  }
}
