import { expect, test } from 'vitest'
import { compileQuery } from './compile-query.js'
import { parseQuery } from './parse-query.js'
import { runQuery } from './run-query.js'
import { createFormat } from './select-format.js'
import { createWriter } from './write-record.js'

const mebibyte = 1024 ** 2
const piece = Buffer.alloc(65_536, `${'x'.repeat(55)},12345.67\n`.slice(-64))

/** Runs a query over an object that is nowhere as a whole, and gives the most memory this process held meanwhile. */
async function peakOf(sizeBytes: number, sql: string): Promise<number> {
  const query = parseQuery(sql)
  const format = createFormat({ csv: {} }, query.from)
  async function* bytes(): AsyncGenerator<Uint8Array> {
    for (let at = 0; at < sizeBytes; at += piece.byteLength) yield piece
  }
  const messages = runQuery({
    query: compileQuery(query, { columnType: format.columnType, nowMs: 0 }),
    format,
    write: createWriter({ csv: {} }),
    bytes: bytes(),
    decompress: (stored) => stored,
    wantsProgress: false,
  })
  let peakBytes = 0
  let last = ''
  for await (const message of messages) {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss())
    last = Buffer.from(message).toString('latin1')
  }
  expect(last).toContain('End')
  return peakBytes
}

test.each([
  ['records', 'SELECT _2 FROM COSObject WHERE _2 > 1'],
  ['aggregates', 'SELECT COUNT(*), SUM(_2) FROM COSObject'],
])(
  'the memory of a query for %s does not grow with the object',
  async (_, sql) => {
    const small = await peakOf(8 * mebibyte, sql)
    const large = await peakOf(64 * mebibyte, sql)
    expect(large - small).toBeLessThan(40 * mebibyte)
  },
  120_000,
)
