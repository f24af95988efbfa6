import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { handlers } from './handlers/index.js'

test('the support matrix names exactly the operations there are', async () => {
  const text = await readFile(new URL('../README.md', import.meta.url), 'utf8')
  const listed = [...text.matchAll(/^\| ([A-Z][A-Za-z]+) \| yes/gm)].map((match) => match[1])
  // Preflights have no handler: the rules of buckets answer them, in `behaviours/cors.ts`.
  expect(listed.sort()).toEqual([...Object.keys(handlers), 'OptionsObject'].sort())
})
