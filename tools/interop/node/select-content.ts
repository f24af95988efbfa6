import type { Readable } from 'node:stream'
import type { NodeKit } from '../node-sdk.js'
import { same } from '../report.js'

interface Answer {
  readonly Stats?: { readonly BytesProcessed: string; readonly BytesReturned: string }
}

/** Queries, as the official SDK reads their answers. Only its streaming variant works in this version. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const put = (Key: string, Body: string) => sdk['putObject']!({ ...at, Key, Body: Buffer.from(Body) })
  const select = async (Key: string, SelectRequest: object) => {
    let answered = (_: Answer) => {}
    let failed = (_: unknown) => {}
    const answer = new Promise<Answer>((resolve, reject) => {
      answered = resolve
      failed = reject
    })
    const asked = { ...at, Key, SelectType: 2, SelectRequest }
    const callback = (error: unknown, data: Answer) => (error ? failed(error) : answered(data))
    const stream = sdk['selectObjectContentStream']!(asked, callback) as unknown as Readable
    let records = ''
    stream.on('data', (piece: Buffer) => (records += piece.toString()))
    stream.on('error', failed)
    const { Stats } = await answer
    return { records, stats: Stats }
  }
  const request = (Expression: string, input: object, output: object) => ({
    Expression,
    ExpressionType: 'SQL',
    InputSerialization: { CompressionType: 'NONE', ...input },
    OutputSerialization: output,
    RequestProgress: { Enabled: 'FALSE' },
  })

  await check('selects from CSV', async () => {
    await put('data.csv', 'name,age\nAda,36\nBob,5\n')
    const csv = { FileHeaderInfo: 'USE', RecordDelimiter: '\\n', FieldDelimiter: ',', QuoteCharacter: '"', QuoteEscapeCharacter: '"' }
    const sql = 'SELECT s.name FROM COSObject s WHERE s.age > 10'
    const { records, stats } = await select('data.csv', request(sql, { CSV: csv }, { CSV: { QuoteFields: 'ALWAYS' } }))
    same([records, stats?.BytesProcessed, stats?.BytesReturned], ['"Ada"\n', '22', '6'])
  })
  await check('selects from lines of JSON', async () => {
    await put('data.json', '{"id":1,"at":{"city":"Rome"}}\n{"id":2,"at":{}}\n')
    const sql = 'SELECT s.id, s.at.city FROM COSObject s'
    const { records } = await select('data.json', request(sql, { JSON: { Type: 'LINES' } }, { JSON: { RecordDelimiter: '\\n' } }))
    same(records, '{"id":1,"city":"Rome"}\n{"id":2}\n')
  })
  await check('is told what is wrong with a query', async () => {
    const wrong = request('SELECT FROM', { CSV: {} }, { CSV: {} })
    const code = await select('data.csv', wrong).then(
      () => 'none',
      (error: { readonly code?: string }) => error.code,
    )
    same(code, 'SQLParsingError')
  })
}
