import process from 'node:process'
import { explainFailure } from '../explain-failure.mjs'
import { prepare } from '../prepare.mjs'
import { checkTypes } from './check-types.mjs'
import { runSuite } from './run-suite.mjs'

/**
 * Runs every test of the repository that needs nothing but Node: types, then one run of the suite, to whose runner `args` go.
 * The last line is always `N passed, N failed`.
 */
export async function runTests(args) {
  const total = { passed: 0, failed: 0 }
  // A failed build fails the run, but most tests read sources and still have something to say.
  const parts = [() => prepared('building'), checkTypes, () => runSuite(args)]
  try {
    await prepare('installing')
    for (const part of parts) {
      const { passed, failed } = await part()
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

async function prepared(part) {
  try {
    await prepare(part)
    return { passed: 0, failed: 0 }
  } catch (error) {
    console.error(explainFailure(error))
    return { passed: 0, failed: 1 }
  }
}
