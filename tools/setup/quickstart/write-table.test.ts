import { expect, test } from 'vitest'
// @ts-expect-error plain JavaScript, because it runs before anything is installed
import { writeTable } from './write-table.mjs'

test('columns are aligned, and few bytes get no rate', () => {
  const rows = [
    { step: 'create a bucket', objects: 0, bytes: 0, seconds: 0.2 },
    { step: 'upload', objects: 12, bytes: 105_000_000, seconds: 0.5 },
  ]
  expect(writeTable(rows)).toMatchInlineSnapshot(`
    "step             objects        bytes  seconds   MB/s
    ───────────────  ───────  ───────────  ───────  ─────
    create a bucket        0            0     0.20
    upload                12  105,000,000     0.50  210.0"
  `)
})
