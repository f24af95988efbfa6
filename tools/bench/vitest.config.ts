import { mergeConfig } from 'vitest/config'
import shared from '../vitest/node.config.js'

/** The tests of the bench itself lie beside what they test. */
export default mergeConfig(shared, { test: { include: ['harness/**/*.test.ts', 'sink/**/*.test.ts'], passWithNoTests: false } })
