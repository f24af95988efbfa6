import { readdirSync, readFileSync } from 'node:fs'
import { operations } from '@cos/core/operations'
import { describe, expect, test } from 'vitest'
import { type Coverage, coverageTable, everyOperation } from './coverage-table.js'
import { everyFunction, functionsTable } from './functions-table.js'

const root = new URL('../../../', import.meta.url)
const read = (file: string) => readFileSync(new URL(file, root), 'utf8')

/** A test of the server holds its support matrix to what it does, one of the contract the snapshots to the operations. */
const coverage: Coverage = {
  client: new Set(operations.map(({ name }) => name)),
  server: new Set([...read('packages/local-server/README.md').matchAll(/^\| ([A-Z][A-Za-z]+) \| yes/gm)].map(([, name]) => name!)),
  wire: new Set(readdirSync(new URL('tools/contract/wire/', root)).map((file) => nameOf(file.replace('.http', '')))),
  interop: JSON.parse(read('tools/interop/coverage.json')) as Coverage['interop'],
}

/** Everything tests say: those of the packages, and those against the local server. */
const testTexts = ['packages', 'tools/contract'].flatMap((folder) =>
  readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })
    .filter((file) => !file.includes('node_modules') && (file.endsWith('.test.ts') || /^(suite|test)\/.*\.ts$/.test(file)))
    .map((file) => read(`${folder}/${file}`)),
)
const tested = new Set(
  everyFunction.map(({ name }) => name).filter((name) => testTexts.some((text) => new RegExp(`\\b${name}\\(`).test(text))),
)

describe('the page on coverage', () => {
  test('holds the table that follows from code and test results (vitest -u writes it)', async () => {
    const page = read('apps/docs/guides/coverage.md')
    const filled = page
      .replace(/(<!-- coverage -->\n)[\s\S]*?(<!-- end -->)/, (_, start: string, end: string) => start + coverageTable(coverage) + end)
      .replace(/(<!-- functions -->\n)[\s\S]*?(<!-- end -->)/, (_, start: string, end: string) => start + functionsTable(tested) + end)
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

  test.each(everyFunction)('$name of $from is there, and tested', async ({ from, name }) => {
    const { [name]: exported } = (await import(from)) as Record<string, unknown>
    expect([typeof exported, tested.has(name)]).toEqual(['function', true])
  })

  test('leaves no operation out', () => {
    const listed = new Set(everyOperation)
    expect([...coverage.client].filter((name) => !listed.has(name))).toEqual([])
  })
})

function nameOf(file: string): string {
  return file.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase())
}
