import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import process from 'node:process'
import { root } from './root.mjs'
import { runCommand } from './run-command.mjs'

const stampPath = path.join(root, 'node_modules', '.cache', 'setup', 'installed')

/** Installs what the lockfile names. Resolves to false when that was already done for this lockfile on this machine. */
export async function install() {
  const wanted = await installFingerprint()
  if ((await readFile(stampPath, 'utf8').catch(() => '')) === wanted) return false
  const { packageManager } = JSON.parse(await readFile(path.join(root, 'package.json'), 'utf8'))
  // A frozen lockfile is pnpm's default under CI only; here it is the point.
  await runCommand('npx', ['--yes', packageManager, 'install', '--frozen-lockfile'], { env: { CI: 'true' } })
  await mkdir(path.dirname(stampPath), { recursive: true })
  await writeFile(stampPath, wanted)
  return true
}

async function installFingerprint() {
  const hash = createHash('sha256')
  for (const name of ['pnpm-lock.yaml', 'pnpm-workspace.yaml', 'package.json']) hash.update(await readFile(path.join(root, name)))
  // Prebuilt binaries differ per platform: a folder carried to another machine is installed again.
  return hash.update(`${process.platform} ${process.arch}`).digest('hex')
}
