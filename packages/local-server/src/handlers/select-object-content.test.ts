import { CosClient, PutObjectCommand, SelectObjectContentCommand, SignedRequestCommand } from '@cos/core'
import { expect, test } from 'vitest'
import { bucket, withBucket } from '../local-server.fixture.js'
import { createMemoryStore } from '../store/memory.js'

const input = '<InputSerialization><CSV/></InputSerialization>'
const output = '<OutputSerialization><CSV/></OutputSerialization>'
const query = '<Expression>SELECT * FROM COSObject</Expression><ExpressionType>SQL</ExpressionType>'

/** Sends a document as it is, because our client would not. */
async function answerTo(document: string, body = 'a,b\n') {
  const { client } = await withBucket()
  await client.send(new PutObjectCommand({ bucket, key: 'k', body }))
  const request = { method: 'POST', bucket, key: 'k', query: { select: '', 'select-type': '2' } } as const
  const answer = await client
    .send(new SignedRequestCommand({ ...request, body: `<SelectRequest>${document}</SelectRequest>` }))
    .catch((error) => error)
  return answer
}

test.each([
  ['no query', 'MissingExpectedExpression', `<ExpressionType>SQL</ExpressionType>${input}${output}`],
  ['an empty query', 'MissingExpectedExpression', `<Expression> </Expression><ExpressionType>SQL</ExpressionType>${input}${output}`],
  ['no language', 'MissingRequiredParameter', `<Expression>SELECT</Expression>${input}${output}`],
  ['no input', 'MissingInputSerialization', query + output],
  ['no output', 'MissingOutputSerialization', query + input],
  ['no format of the input', 'MissingInputFormat', `${query}<InputSerialization/>${output}`],
  ['no format of the output', 'MissingOutputFormat', `${query}${input}<OutputSerialization/>`],
  [
    'an unknown compression',
    'InvalidCompressionFormat',
    `${query}${input.replace('<CSV/>', '<CompressionType>ZIP</CompressionType><CSV/>')}${output}`,
  ],
  [
    'an unknown header option',
    'InvalidFileHeaderInfo',
    `${query}${input.replace('<CSV/>', '<CSV><FileHeaderInfo>MAYBE</FileHeaderInfo></CSV>')}${output}`,
  ],
  ['an unknown kind of JSON', 'InvalidJsonType', `${query}${input.replace('<CSV/>', '<JSON><Type>TREE</Type></JSON>')}${output}`],
  [
    'an unknown way to quote',
    'InvalidQuoteFields',
    `${query}${input}${output.replace('<CSV/>', '<CSV><QuoteFields>NEVER</QuoteFields></CSV>')}`,
  ],
  ['no XML', 'InvalidXML', `${query}<InputSerialization>`],
  ['another document', 'InvalidXML', '</SelectRequest><Other/>'],
  ['two formats of the input', 'MissingInputFormat', `${query}${input.replace('<CSV/>', '<CSV/><Parquet/>')}${output}`],
])('%s is %s', async (_, code, document) => {
  expect(await answerTo(document)).toMatchObject({ code, status: 400 })
})

test('delimiters come as they are, or escaped', async () => {
  const asked = (delimiter: string) => {
    const read = `<InputSerialization><CSV><FieldDelimiter>${delimiter}</FieldDelimiter></CSV></InputSerialization>`
    return answerTo(query + read + output, 'a\tb c\n')
  }
  expect(await (await asked('\\t')).body.text()).toContain('a,b c\n')
  expect(await (await asked('&#9;')).body.text()).toContain('a,b c\n')
  expect(await (await asked('\t')).body.text()).toContain('a,b c\n')
  expect(await (await asked(' ')).body.text()).toContain('a\tb,c\n')
})

test('a client that goes away ends the query', async () => {
  const store = createMemoryStore()
  let readBytes = 0
  const { openObject } = store
  const closed = new Promise<void>((resolve) => {
    store.openObject = async (address) => {
      const opened = await openObject(address)
      if (opened.outcome !== 'found') return opened
      const { reader } = opened
      const { read, close } = reader
      reader.read = async function* (...range) {
        for await (const piece of read.apply(reader, range)) {
          readBytes += piece.byteLength
          yield piece
        }
      }
      reader.close = async () => {
        await close.call(reader)
        resolve()
      }
      return opened
    }
  })
  const { server, client } = await withBucket({ store })
  const body = Buffer.alloc(60_000_000, 'some,words\n')
  await client.send(new PutObjectCommand({ bucket, key: 'k', body: new Blob([body]).stream() }))
  const { url } = await server.listen()
  const outside = new CosClient({ endpoint: url, region: server.region, credentials: server.credentials })
  const format = { expressionType: 'SQL', inputSerialization: { csv: {} }, outputSerialization: { csv: {} } } as const
  const ask = new SelectObjectContentCommand({ bucket, key: 'k', expression: 'SELECT * FROM COSObject', ...format })
  const { events } = await outside.send(ask)
  for await (const { type } of events) if (type === 'Records') break
  await closed
  expect(readBytes).toBeLessThan(body.byteLength)
  await outside.close()
  await server.close()
})
