import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'

const cache = fileURLToPath(new URL('../.cache/', import.meta.url))

/** Brings one npm package into the cache, without running anything of it; returns the path of a file in it. */
export async function install(name: string, version: string, file: string): Promise<string> {
  const folder = path.join(cache, `${name.replace(/[@/]/g, '_')}-${version}`)
  const wanted = path.join(folder, 'node_modules', name, file)
  if (existsSync(wanted)) return wanted
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }')
  const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--no-save', '--loglevel=error', '--force']
  await promisify(execFile)('npm', ['install', ...options, `${name}@${version}`], { cwd: folder })
  if (!existsSync(wanted)) throw new Error(`${name}@${version} holds no ${file}`)
  return wanted
}
