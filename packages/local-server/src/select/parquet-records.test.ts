import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { PutObjectCommand, SelectObjectContentCommand } from '@cos/core'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { bucket, failureOf, withBucket } from '../local-server.fixture.js'

let folder: string

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'parquet-'))
  vi.stubEnv('TMPDIR', folder)
})
afterEach(async () => {
  vi.unstubAllEnvs()
  // Queries leave nothing behind, however they end.
  expect(await readdir(folder)).toEqual([])
  await rm(folder, { recursive: true })
})

/** A Parquet file of what a query of the engine gives. */
async function parquetOf(sql: string, options = ''): Promise<Uint8Array> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const file = path.join(folder, 'made.parquet')
  await connection.run(`COPY (${sql}) TO '${file}' (FORMAT parquet${options})`)
  connection.closeSync()
  instance.closeSync()
  const bytes = await readFile(file)
  await rm(file)
  return bytes
}

async function asking(body: Uint8Array, expression: string, compressionType?: 'GZIP') {
  const { client } = await withBucket()
  await client.send(new PutObjectCommand({ bucket, key: 'k', body }))
  const input = { bucket, key: 'k', expression, expressionType: 'SQL', inputSerialization: { parquet: {}, compressionType } } as const
  return (await client.send(new SelectObjectContentCommand({ ...input, outputSerialization: { json: {} } }))).events
}

test('columns of every type come as JSON', async () => {
  const body = await parquetOf(`SELECT 'ä "x"' AS name, 9007199254740993 AS id, 1.25::DECIMAL(9,2) AS price, 0.5::DOUBLE AS rate,
    'nan'::DOUBLE AS none, '-inf'::DOUBLE AS least, TRUE AS ok, NULL::INTEGER AS missing, DATE '2026-01-02' AS day,
    TIMESTAMP '2026-01-02 03:04:05.5' AS at_time, TIMESTAMPTZ '2026-01-02 03:04:05+02' AS zoned,
    [1, 2] AS tags, {'city': 'NaN', 'no': 'nan'::DOUBLE} AS place, 'text'::BLOB AS bytes`)
  expect(await (await asking(body, 'SELECT * FROM COSObject')).text()).toBe(
    '{"name":"ä \\"x\\"","id":9007199254740993,"price":1.25,"rate":0.5,"none":null,"least":null,"ok":true,"missing":null,' +
      '"day":"2026-01-02","at_time":"2026-01-02T03:04:05.5Z","zoned":"2026-01-02T01:04:05Z",' +
      '"tags":[1,2],"place":{"city":"NaN","no":null},"bytes":"text"}\n',
  )
})

test('conditions, paths and aggregates reach into columns', async () => {
  const body = await parquetOf(`SELECT i AS id, {'half': i / 2.0} AS "a b" FROM range(10) t(i)`)
  const select = async (sql: string) => (await asking(body, sql)).text()
  expect(await select('SELECT s.id, s."a b".half AS h FROM COSObject s WHERE s."a b".half > 4 LIMIT 1')).toBe('{"id":9,"h":4.5}\n')
  expect(await select('SELECT COUNT(*) AS n, SUM(s.id) AS total FROM COSObject s')).toBe('{"n":10,"total":45}\n')
})

test('a large object comes row group by row group, with figures, and can be given up', async () => {
  const body = await parquetOf(`SELECT i AS id, repeat('x', 100) AS filling FROM range(200000) t(i)`, ', ROW_GROUP_SIZE 10000')
  let returned = 0
  let stats: unknown
  for await (const event of await asking(body, 'SELECT s.id FROM COSObject s WHERE s.id >= 100000')) {
    if (event.type === 'Records') returned += event.payload.byteLength
    if (event.type === 'Stats') stats = event.bytesScanned
  }
  expect(returned).toBe('{"id":100000}\n'.length * 100_000)
  expect(stats).toBe(BigInt(body.byteLength))
  for await (const { type } of await asking(body, 'SELECT * FROM COSObject')) if (type === 'Records') break
  await vi.waitFor(async () => expect(await readdir(folder)).toEqual([]))
})

test('what is no Parquet is refused, and so are paths and compression around it', async () => {
  const body = await parquetOf('SELECT 1 AS id')
  const codeOf = async (...asked: Parameters<typeof asking>) => (await failureOf(asking(...asked)))['code']
  const all = 'SELECT * FROM COSObject'
  expect(await codeOf(Buffer.from('PAR1 and no more'), all)).toBe('ParquetParsingError')
  expect(await codeOf(body.subarray(0, -5), all)).toBe('ParquetParsingError')
  expect(await codeOf(new Uint8Array(), all)).toBe('ParquetParsingError')
  expect(await codeOf(body, all, 'GZIP')).toBe('InvalidCompressionFormat')
  expect(await codeOf(body, 'SELECT * FROM COSObject[*].id')).toBe('SQLParsingError')
})
