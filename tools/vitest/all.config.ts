import process from 'node:process'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { CountReporter } from './count-reporter.js'

const countFile = process.env['COS_TEST_COUNT_FILE']
const conditions = ['@cos/source', 'node', 'import', 'default']

/** Every test that needs nothing but Node, in one run. Browser, interop and other runtimes have commands of their own. */
export default defineConfig({
  root: fileURLToPath(new URL('../../', import.meta.url)),
  resolve: { conditions },
  ssr: { resolve: { conditions } },
  test: {
    environment: 'node',
    include: ['packages/*/src/**/*.test.ts', 'apps/*/{src,test}/**/*.test.ts', 'tools/*/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', 'tools/interop/**', 'tools/contract/runtimes/**', 'tools/contract/browser/**'],
    reporters: ['default', ...(countFile ? [new CountReporter(countFile)] : [])],
    silent: 'passed-only',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
