/** Counts checks, and prints each that fails. */
export class Report {
  passed = 0
  failed = 0

  /** Takes the outcome of one check; without a problem it passed. */
  note(name: string, problem?: string | undefined): void {
    if (problem === undefined) this.passed += 1
    else this.failed += 1
    if (problem !== undefined) console.log(`FAILED ${name}: ${problem}`)
  }

  /** Runs one check; it fails when it throws. */
  async check(name: string, work: () => unknown): Promise<void> {
    try {
      await work()
      this.note(name)
    } catch (error) {
      this.note(name, describe(error))
    }
  }
}

/** Fails unless both are the same as JSON. */
export function same(actual: unknown, wanted: unknown, what = 'value'): void {
  const [got, asked] = [JSON.stringify(actual), JSON.stringify(wanted)]
  if (got !== asked) throw new Error(`${what}: wanted ${asked?.slice(0, 300)}, got ${got?.slice(0, 300)}`)
}

function describe(error: unknown): string {
  if (error instanceof Error) return error.message
  return JSON.stringify(error)?.slice(0, 500) ?? String(error)
}

/** What a call of an official SDK came to: `ok`, or the code of its error. */
export async function codeOf(call: () => Promise<unknown>): Promise<string> {
  try {
    await call()
    return 'ok'
  } catch (error) {
    const { code, statusCode } = error as { code?: string | number; statusCode?: number }
    // An answer to HEAD has no document, only its status.
    return statusCode === 403 && String(code) === '403' ? 'AccessDenied' : String(code)
  }
}
