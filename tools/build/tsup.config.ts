import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { defineConfig } from 'tsup'

/**
 * One build for every package: `dist` mirrors `src`, one module per module, ESM only.
 * That shape, with `sideEffects: false`, is what lets every bundler drop what a page does not use.
 */
export default defineConfig({
  entry: ['src/**/*.ts', '!src/**/*.test.ts', '!src/**/*.test-d.ts', '!src/**/*.fixture.ts'],
  format: ['esm'],
  target: 'es2022',
  platform: 'neutral',
  bundle: false,
  splitting: false,
  sourcemap: true,
  clean: true,
  silent: true,
  // Declarations come from the compiler, one per module. Neighbours resolve to their built types here
  // (no source condition), so nothing outside this package is emitted.
  async onSuccess() {
    await promisify(execFile)(process.execPath, ['../../tools/build/declarations.mjs'], { cwd: process.cwd() }).catch((error) => {
      throw new Error(`declarations failed:\n${error.stdout ?? ''}${error.stderr ?? ''}`)
    })
  },
})
