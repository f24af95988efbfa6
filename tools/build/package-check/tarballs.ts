import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { run } from './run.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))

/** One packed package. */
export interface Tarball {
  readonly name: string
  readonly folder: string
  readonly file: string
  /** Paths inside, without the leading `package/`. */
  readonly paths: readonly string[]
}

/** Packs every package that is published. */
export async function packAll(destination: string): Promise<Tarball[]> {
  const tarballs: Tarball[] = []
  for (const group of ['packages', 'apps']) {
    for (const entry of await readdir(path.join(root, group))) {
      const folder = path.join(root, group, entry)
      if (!existsSync(path.join(folder, 'package.json'))) continue
      const manifest = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8')) as {
        name: string
        private?: boolean
        version: string
      }
      if (manifest.private) continue
      await run(process.execPath, [pnpm(), 'pack', '--pack-destination', destination], folder)
      const file = path.join(destination, `${manifest.name.replace('@', '').replace('/', '-')}-${manifest.version}.tgz`)
      tarballs.push({ name: manifest.name, folder, file, paths: pathsOf(await readFile(file)) })
    }
  }
  return tarballs
}

function pnpm(): string {
  return path.join(root, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')
}

/** Names in a tar archive: a header of 512 bytes each, then the bytes padded to a multiple of 512. */
function pathsOf(archive: Uint8Array): string[] {
  const bytes = gunzipSync(archive)
  const text = (from: number, length: number) =>
    bytes
      .subarray(from, from + length)
      .toString('utf8')
      .replace(/\0.*$/s, '')
  const paths: string[] = []
  for (let at = 0; at + 512 <= bytes.length && bytes[at] !== 0; ) {
    const prefix = text(at + 345, 155)
    paths.push(`${prefix ? `${prefix}/` : ''}${text(at, 100)}`.replace(/^package\//, ''))
    at += 512 + Math.ceil(Number.parseInt(text(at + 124, 12), 8) / 512) * 512
  }
  return paths
}
