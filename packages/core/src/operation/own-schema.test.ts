import { expect, test, vi } from 'vitest'
import { CosClient, command, defineOperation, type InputOf, type OutputOf, type Transport, xml, xmlBody } from '../index.js'

// Who declares an operation may take schemas from `@cos/xml`, and in Node `@cos/core` carries a copy of that: there are two.
vi.resetModules()
const { element, integerBetween, list, optional, string, struct, unknownElements, XmlError } = await import('@cos/xml')

const weights = { weight: list(struct({ name: string, grams: integerBetween(1, 500), unknown: unknownElements })) }
const operation = defineOperation({
  name: 'PutBucketWeights',
  route: 'PUT /{bucket}?weights',
  input: xmlBody('Weights', weights),
  output: xml('Weights', { ...weights, note: optional(element('Note')) }),
})
class PutBucketWeightsCommand extends command(operation)<InputOf<typeof operation>, OutputOf<typeof operation>> {}

/** Sends one weight and is answered with `answer`. */
function sendWeight(grams: number, answer: string): Promise<unknown> {
  const transport: Transport = async () => ({
    status: 200,
    headers: {},
    body: {
      bytes: async () => new TextEncoder().encode(answer),
      cancel: async () => {},
      async *[Symbol.asyncIterator]() {},
    },
  })
  const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' }, transport })
  return client.send(new PutBucketWeightsCommand({ bucket: 'photos-1250000000', weight: [{ name: 'a', grams }] }))
}

const answerOf = (grams: string) => `<Weights><Weight><Name>a</Name><Grams>${grams}</Grams><Colour>red</Colour></Weight></Weights>`

test('schemas of another copy are written and read', async () => {
  expect(await sendWeight(5, answerOf('7'))).toMatchObject({
    weight: [{ name: 'a', grams: 7, unknown: [{ name: 'Colour', text: 'red' }] }],
  })
})

test('what a schema of another copy refuses is refused as input', async () => {
  const error = await sendWeight(501, answerOf('7')).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ name: 'InputError', member: 'weight[0].grams' })
  expect((error as Error).cause).toBeInstanceOf(XmlError)
})

test('an answer that a schema of another copy refuses is an answer that cannot be read', async () => {
  const error = await sendWeight(5, answerOf('many')).catch((caught: unknown) => caught)
  expect(error).toMatchObject({ name: 'ResponseError', code: 'UnreadableResponse' })
  expect((error as Error).cause).toBeInstanceOf(XmlError)
})
