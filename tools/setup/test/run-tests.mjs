import process from 'node:process'
import { explainFailure } from '../explain-failure.mjs'
import { prepare } from '../prepare.mjs'
import { checkTypes } from './check-types.mjs'
import { runSuite } from './run-suite.mjs'

/**
 * Every test of the repository that needs nothing but Node: types first (they fail fastest), then one run of the suite.
 * The last line is always `N passed, N failed`; `--bail` style options are passed on to the suite's runner.
 */
export async function runTests(args) {
  const total = { passed: 0, failed: 0 }
  try {
    await prepare()
    for (const part of [checkTypes, runSuite]) {
      const { passed, failed } = await part(args)
      total.passed += passed
      total.failed += failed
    }
  } catch (error) {
    console.error(explainFailure(error))
    total.failed += 1
  }
  console.log(`\n${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}
