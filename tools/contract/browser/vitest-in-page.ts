import { chai, JestAsymmetricMatchers, JestChaiExpect, JestExtend } from '@vitest/expect'

// The suites ask the runner for `test`, `describe` and `expect` alone, so a page needs no more of one than this.

chai.use(JestExtend)
chai.use(JestChaiExpect)
chai.use(JestAsymmetricMatchers)

/** The assertions of the runner itself, and its matchers (`expect.any`), which the plug-ins put beside them. */
export const expect = chai.expect

type Work = (...values: unknown[]) => unknown
/** One test, with the names of the groups it stands in. */
export interface PageTest {
  readonly name: string
  readonly run: Work
}
const collected: PageTest[] = []
const groups: string[] = []

/** Groups tests. */
export function describe(name: string, work: () => void): void {
  groups.push(name)
  work()
  groups.pop()
}

const add = (name: string, run: Work) => void collected.push({ name: [...groups, name].join(' > '), run })
/** Adds a test. */
export const test = Object.assign(add, {
  skipIf: (isSkipped: boolean) => (isSkipped ? () => {} : add),
  each: (cases: readonly unknown[]) => (name: string, run: Work) => {
    for (const values of cases) {
      const list = Array.isArray(values) ? values : [values]
      let at = 0
      add(
        name.replace(/%[sdo]/g, () => JSON.stringify(list[at++]) ?? ''),
        () => run(...list),
      )
    }
  },
})

/** Runs what was collected, one after the other. */
export async function runCollected(report: (name: string, problem: string | undefined) => Promise<void>): Promise<void> {
  for (const { name, run } of collected) {
    const problem = await (async () => run())().then(
      () => undefined,
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    )
    await report(name, problem)
  }
}
