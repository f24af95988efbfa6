import { readFile, writeFile } from 'node:fs/promises'
import type { RequestRecord } from '@cos/local-server'
import type { Report } from './report.js'

const file = new URL('coverage.json', import.meta.url)

/** Which official SDKs got which operation answered with a success. */
export class Coverage {
  readonly #seen = new Map<string, Set<string>>()

  /** The SDK that is at work; undefined while our client is. */
  sdk: string | undefined

  /** Takes an answered request. */
  note({ operation, status }: RequestRecord): void {
    if (this.sdk === undefined || operation === undefined || status >= 400) return
    const sdks = this.#seen.get(operation) ?? new Set()
    this.#seen.set(operation, sdks.add(this.sdk))
  }

  /** Compares with what is written down, of which nothing may get lost; or writes it down. */
  async keep(report: Report, isWritten: boolean): Promise<void> {
    const seen = Object.fromEntries([...this.#seen].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, sdks]) => [name, [...sdks].sort()]))
    if (isWritten) await writeFile(file, `${JSON.stringify(seen, undefined, 2)}\n`)
    const known = JSON.parse(await readFile(file, 'utf8')) as Readonly<Record<string, readonly string[]>>
    for (const [operation, sdks] of Object.entries(known)) {
      const lost = sdks.filter((sdk) => !this.#seen.get(operation)?.has(sdk))
      report.note(`coverage of ${operation}`, lost.length > 0 ? `no success by ${lost.join(' and ')} any more` : undefined)
    }
  }
}
