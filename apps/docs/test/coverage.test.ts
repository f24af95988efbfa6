import { readdirSync, readFileSync } from 'node:fs'
import { operations } from '@cos/core/operations'
import { describe, expect, test } from 'vitest'
import { type Coverage, coverageTable, everyOperation } from './coverage-table.js'

const root = new URL('../../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')

/** A test of the server holds its support matrix to what it does, one of the contract the snapshots to the operations. */
const coverage: Coverage = {
  client: new Set(operations.map(({ name }) => name)),
  server: new Set([...read('packages/local-server/README.md').matchAll(/^\| ([A-Z][A-Za-z]+) \| yes/gm)].map(([, name]) => name!)),
  wire: new Set(readdirSync(new URL('tools/contract/wire/', root)).map((file) => nameOf(file.replace('.http', '')))),
  interop: JSON.parse(read('tools/interop/coverage.json')) as Coverage['interop'],
}

describe('the page on coverage', () => {
  test('holds the table that follows from code and test results (vitest -u writes it)', async () => {
    const page = read('apps/docs/guides/coverage.md')
    const filled = page.replace(
      /(<!-- coverage -->\n)[\s\S]*?(<!-- end -->)/,
      (_, start: string, end: string) => start + coverageTable(coverage) + end,
    )
    await expect(filled).toMatchFileSnapshot(new URL('apps/docs/guides/coverage.md', root).pathname)
  })

  test.each(everyOperation)('%s is in the client, the server and the snapshots, and an official SDK used it', (name) => {
    const { client, server, wire, interop } = coverage
    expect({ client: client.has(name), server: server.has(name), wire: wire.has(name), interop: interop[name] !== undefined }).toEqual({
      client: true,
      server: true,
      wire: true,
      interop: true,
    })
  })

  test('leaves no operation out', () => {
    const listed = new Set(everyOperation)
    expect([...coverage.client].filter((name) => !listed.has(name))).toEqual([])
  })
})

function nameOf(file: string): string {
  return file.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
}
