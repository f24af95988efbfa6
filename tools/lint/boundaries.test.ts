import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { readRepository, root } from './repository.js'

/** The manifests and tags of the real workspace in a folder of its own, to break them there. */
const folder = mkdtempSync(path.join(os.tmpdir(), 'cos-boundaries-'))
for (const { path: file } of readRepository()) {
  const isFrame = !file.includes('/') || /^(packages|apps|tools)\/[^/]+\/(package|turbo)\.json$/.test(file)
  if (isFrame) cpSync(path.join(root, file), path.join(folder, file))
}
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const turbo = createRequire(import.meta.url).resolve('turbo/bin/turbo')

function boundaries(): { status: number | null; output: string } {
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1', TURBO_NO_UPDATE_NOTIFIER: '1', NO_COLOR: '1' }
  const { status, stdout, stderr } = spawnSync(process.execPath, [turbo, 'boundaries', '--cwd', folder], { encoding: 'utf8', env })
  // Messages are folded at the width of a terminal.
  return { status, output: (stdout + stderr).replace(/\n\s+\|\s/g, '').replaceAll('\n', ' ') }
}

function source(packageName: string, text: string): void {
  const file = path.join(folder, 'packages', packageName, 'src', 'index.ts')
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
}

test('the workspace as it is passes', () => {
  expect(boundaries()).toMatchObject({ status: 0, output: expect.stringContaining('no issues found') })
})

test('an import that package.json does not declare is refused', () => {
  source('signer', "import { CosClient } from '@cos/core'\nexport { CosClient }\n")
  const { status, output } = boundaries()
  source('signer', 'export {}\n')
  expect(status).not.toBe(0)
  expect(output).toMatch(/cannot import package `@cos\/core`/)
})

test('a declared dependency against the arrows is refused', () => {
  const file = path.join(folder, 'packages/transfer/package.json')
  const text = readFileSync(file, 'utf8')
  writeFileSync(file, text.replace('"@cos/core": "workspace:^"', '"@cos/core": "workspace:^", "@cos/crypto": "workspace:^"'))
  const { status, output } = boundaries()
  writeFileSync(file, text)
  expect(status).not.toBe(0)
  expect(output.replaceAll(' ', '')).toContain('`@cos/crypto`foundwithoutanytaglistedinallowlistfor`@cos/transfer`')
})
