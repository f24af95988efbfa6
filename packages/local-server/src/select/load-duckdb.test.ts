import { expect, test } from 'vitest'
import { loadDuckDb } from './load-duckdb.js'

test('without the engine, a query is not implemented, and the answer says what to install', async () => {
  const absent = '@duckdb/is-not-installed-here'
  const loading = loadDuckDb(() => import(/* @vite-ignore */ absent))
  await expect(loading).rejects.toMatchObject({
    code: 'NotImplemented',
    status: 501,
    message: expect.stringContaining('npm install @duckdb/node-api'),
  })
})

test('with it, it is loaded', async () => {
  expect((await loadDuckDb()).DuckDBInstance).toBeTypeOf('function')
})
