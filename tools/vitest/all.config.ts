import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

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
    silent: 'passed-only',
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
