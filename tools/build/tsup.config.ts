import { execFile } from 'node:child_process'
import { readFileSync, rmSync } from 'node:fs'
import { promisify } from 'node:util'
import { defineConfig, type Options } from 'tsup'

/**
 * One build for every package, ESM only.
 *
 * - `dist` mirrors `src`, one module per module. With `sideEffects: false` that shape is what lets every bundler drop what a
 *   page does not use.
 * - Packages with a `node` condition get `dist/node` too: the same code, one file per entry point. Node pays about half a
 *   millisecond of CPU for each module it loads (54 ms for the modules of `@cos/core`, 7 ms for one file).
 * - Packages for Node alone have only the latter, in `dist`.
 */
interface Manifest {
  readonly exports?: Record<string, string | Record<string, unknown>>
  readonly bin?: Record<string, string>
  readonly dependencies?: Record<string, string>
  readonly peerDependencies?: Record<string, string>
}
const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest
const isNeutral = JSON.stringify(manifest.exports ?? {}).includes('./dist/node/')

rmSync('dist', { recursive: true, force: true })

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

const bundled: Options = {
  ...shared,
  entry: entryPoints(),
  outDir: isNeutral ? 'dist/node' : 'dist',
  platform: 'node',
  bundle: true,
  splitting: true,
  external: [...Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies }), /^@cos\//],
  esbuildOptions(options) {
    options.conditions = ['@cos/source', 'node']
  },
  // Declarations come from the compiler, one per module.
  async onSuccess() {
    await promisify(execFile)(process.execPath, ['../../tools/build/declarations.mjs']).catch(
      (error: { stdout?: string; stderr?: string }) => {
        throw new Error(`declarations failed:\n${error.stdout ?? ''}${error.stderr ?? ''}`)
      },
    )
  },
}

export default defineConfig(isNeutral ? [mirrored, bundled] : [bundled])

/** The sources of what `exports` and `bin` name. */
function entryPoints(): string[] {
  const targets = [
    ...Object.values(manifest.exports ?? {}).map((entry) => (typeof entry === 'string' ? entry : entry['default'])),
    ...Object.values(manifest.bin ?? {}),
  ]
  const outputs = targets.filter((target): target is string => typeof target === 'string' && target.startsWith('./dist/'))
  return [...new Set(outputs.map((target) => target.replace('./dist/', 'src/').replace(/\.js$/, '.ts')))]
}
