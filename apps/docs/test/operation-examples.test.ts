import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { everyOperation } from './coverage-table.js'

const docs = fileURLToPath(new URL('../', import.meta.url))
const read = (folder: string, name: string) => readFileSync(path.join(docs, folder, name), 'utf8')

test('an executed example sends every operation', () => {
  const run = readdirSync(path.join(docs, 'test'))
    .map((name) => read('test', name))
    .join('\n')
  const executed = readdirSync(path.join(docs, 'examples')).filter(
    (name) => run.includes(`${name}'`) || run.includes(`${name.replace(/\.ts$/, '.js')}'`),
  )
  const programs = executed.map((name) => read('examples', name)).join('\n')
  const missing = everyOperation.filter((operation) => !new RegExp(`new ${operation}Command\\(`).test(programs))
  expect(missing).toEqual([])
})
