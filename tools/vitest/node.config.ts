import { defineConfig } from 'vitest/config'

/** Unit tests in Node, read from sources: no build is needed first. */
export default defineConfig({
  resolve: { conditions: ['@cos/source', 'node', 'import', 'default'] },
  ssr: { resolve: { conditions: ['@cos/source', 'node', 'import', 'default'] } },
  test: {
    environment: 'node',
    include: ['src/**/*.test.ts', 'test/**/*.test.ts', 'suite/**/*.test.ts', '*.test.ts'],
    passWithNoTests: true,
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
})
