import { execFile } from 'node:child_process'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { defineConfig, type Options } from 'tsup'

/**
 * One build for every package, ESM only.
 *
 * - `dist` mirrors `src`, one module per module. With `sideEffects: false` that shape is what lets every bundler drop what a
 *   page does not use.
 * - Packages with a `node` condition get `dist/node` too: the same code in one file, and where there are several entry
 *   points, one more for each, which names what it gives. Node pays about half a millisecond of CPU for each module it loads,
 *   and three for each package, so that file holds what it uses of the packages below it, too.
 * - Packages for Node alone have only the latter, in `dist`.
 */
interface Manifest {
  readonly exports?: Record<string, string | Record<string, unknown>>
  readonly bin?: Record<string, string>
  readonly dependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const isOurs = /^@cos\//
const isNeutral = JSON.stringify(manifest.exports ?? {}).includes('./dist/node/')

rmSync('dist', { recursive: true, force: true })
const outputs = entryPoints()
const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
const external = [...dependencies, '@cos/*']
const conditions = ['@cos/source', 'node']

const shared: Options = {
  format: ['esm'],
  target: 'es2022',
  sourcemap: true,
  clean: false,
  silent: true,
}

const mirrored: Options = {
  ...shared,
  entry: ['src/**/*.ts', '!src/**/*.test.ts', '!src/**/*.test-d.ts', '!src/**/*.fixture.ts'],
  platform: 'neutral',
  bundle: false,
  splitting: false,
}

const isOneFile = isNeutral && outputs.length > 1
// The list of operations is made of what the index of commands gives, which costs more than all it lists: only who imports it pays.
const madeLists = { './dist/operations.js': './dist/commands/index.js' }
const inOneFile = outputs.filter((output) => !(output in madeLists))
const bundled: Options = {
  ...shared,
  entry: isOneFile ? { all: allOf(inOneFile) } : outputs.map(sourceOf),
  outDir: isNeutral ? 'dist/node' : 'dist',
  platform: 'node',
  bundle: true,
  splitting: !isOneFile,
  external: isOneFile ? dependencies.filter((name) => !isOurs.test(name)) : [...dependencies, isOurs],
  noExternal: isOneFile ? [isOurs] : [],
  esbuildOptions(options) {
    options.conditions = conditions
  },
  // Declarations come from the compiler, one per module.
  async onSuccess() {
    if (isOneFile) await Promise.all([...inOneFile.map(writeEntry), ...Object.entries(madeLists).map(writeList)])
    await promisify(execFile)(process.execPath, ['../../tools/build/declarations.mjs']).catch(
      (error: { stdout?: string; stderr?: string }) => {
        throw new Error(`declarations failed:\n${error.stdout ?? ''}${error.stderr ?? ''}`)
      },
    )
  },
}

export default defineConfig(isNeutral ? [mirrored, bundled] : [bundled])

/** What `exports` and `bin` name. */
function entryPoints(): string[] {
  const targets = [
    ...Object.values(manifest.exports ?? {}).map((entry) => (typeof entry === 'string' ? entry : entry['default'])),
    ...Object.values(manifest.bin ?? {}),
  ]
  return [...new Set(targets.filter((target): target is string => typeof target === 'string' && target.startsWith('./dist/')))]
}

function sourceOf(output: string): string {
  return output.replace('./dist/', 'src/').replace(/\.js$/, '.ts')
}

/** Writes a module that gives what all the entry points give, and returns its path. */
function allOf(entries: readonly string[]): string {
  const file = 'dist/node/all.ts'
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, entries.map((output) => `export * from '../../${sourceOf(output)}'\n`).join(''))
  return file
}

async function writeEntry(output: string): Promise<void> {
  const options = { bundle: true, write: false, metafile: true, format: 'esm', platform: 'node' } as const
  const { metafile } = await build({ ...options, entryPoints: [sourceOf(output)], conditions, external })
  const names = Object.values(metafile.outputs).flatMap((built) => built.exports)
  const entry = output.replace('./dist/', 'dist/node/')
  mkdirSync(path.dirname(entry), { recursive: true })
  writeFileSync(
    entry,
    `export { ${names.join(', ')} } from '${path.relative(path.dirname(entry), 'dist/node/all.js').replace(/^all/, './all')}'\n`,
  )
}

async function writeList([output, listed]: readonly [string, string]): Promise<void> {
  await writeEntry(listed)
  await build({ entryPoints: [sourceOf(output)], outfile: output.replace('./dist/', 'dist/node/'), format: 'esm', target: 'es2022' })
}
