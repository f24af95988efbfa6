import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { run } from './run.js'

/** The current versions of each line of Node that is promised, besides the one this runs on. */
export const otherVersions = ['22.23.3', '24.9.0', '26.10.0'] as const

/** Brings another Node from the npm registry, without running anything of it; returns its executable. */
export async function otherNode(version: string, folder: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`
  const home = path.join(folder, version)
  await mkdir(home, { recursive: true })
  await writeFile(path.join(home, 'package.json'), '{ "private": true }')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  await run(npm, ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--no-save', '--loglevel=error', `${name}@${version}`], home)
  return path.join(home, 'node_modules', name, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
}
