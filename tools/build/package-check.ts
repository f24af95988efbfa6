import { mkdtemp, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { compile, execute, makeConsumer } from './package-check/consumer.js'
import { contentProblems } from './package-check/contents.js'
import { otherNode, otherVersions } from './package-check/other-node.js'
import { run } from './package-check/run.js'
import { packAll, type Tarball } from './package-check/tarballs.js'

// What people will install is what is checked: tarballs, in a project of their own.

let passed = 0
let failed = 0

async function check(name: string, work: () => Promise<unknown>): Promise<void> {
  const problems = await work().then(
    (found) => (Array.isArray(found) ? (found as string[]) : []),
    (error: unknown) => [error instanceof Error ? error.message : String(error)],
  )
  if (problems.length === 0) passed += 1
  else failed += 1
  console.log(`${problems.length === 0 ? 'ok    ' : 'FAILED'} ${name}`)
  for (const problem of problems) console.log(problem.replace(/^/gm, '         '))
}

const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-packages-'))
try {
  const tarballs = await packAll(folder)
  for (const tarball of tarballs) {
    const { name, paths } = tarball
    await check(`${name}: holds what it needs and no more (${paths.length} files)`, async () => contentProblems(tarball))
    await check(`${name}: publint`, () => publintProblems(tarball))
    // A program has no types to resolve.
    if (await isLibrary(tarball)) await check(`${name}: are the types wrong`, () => typeProblems(tarball))
  }
  const consumer = path.join(folder, 'consumer')
  await check('all of them install into an empty project', () => makeConsumer(consumer, tarballs))
  for (const tarball of tarballs) {
    if (!(await isLibrary(tarball))) continue
    const { name } = tarball
    await check(`${name}: type-checks in a project for Node, skipLibCheck false`, () => compile(consumer, name, 'node'))
    if (name !== '@cos/local-server') await check(`${name}: type-checks in a project for pages`, () => compile(consumer, name, 'page'))
    await check(`${name}: runs, imported and required`, () => execute(consumer, name))
  }
  for (const version of otherVersions) {
    const node = await otherNode(version, folder).catch((error: Error) => error)
    if (node instanceof Error) {
      console.log(`!!! SKIPPED Node ${version}: ${node.message.split('\n')[0]}`)
      continue
    }
    for (const tarball of tarballs) {
      if (!(await isLibrary(tarball))) continue
      await check(`${tarball.name}: runs in Node ${version}, as it was installed`, () => execute(consumer, tarball.name, node))
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true })
}
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0

async function publintProblems({ file }: Tarball): Promise<string[]> {
  const bytes = await readFile(file)
  const tarball = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer
  const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
  return messages
    .filter(({ type }) => type !== 'suggestion')
    .map((message) => formatMessage(message, pkg, { color: false }) ?? message.code)
}

async function typeProblems({ file }: Tarball): Promise<void> {
  const program = fileURLToPath(new URL('node_modules/@arethetypeswrong/cli/dist/index.js', import.meta.url))
  await run(process.execPath, [program, file, '--profile', 'esm-only', '--no-emoji', '--no-color'], folder)
}

async function isLibrary({ folder: packageFolder }: Tarball): Promise<boolean> {
  return 'exports' in (JSON.parse(await readFile(path.join(packageFolder, 'package.json'), 'utf8')) as object)
}
