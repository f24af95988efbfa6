import { CosClient, CreateBucketCommand, GetBucketLifecycleCommand, PutBucketLifecycleCommand } from '@cos/core'
import { operations } from '@cos/core/operations'
import { createLocalServer } from '@cos/local-server'
import type { BoundSchema, ListSchema, Members, Schema, StructSchema } from '@cos/xml'
import { describe, expect, test } from 'vitest'

// A configuration that is read, changed and written back must not lose what COS added after this version was made.

type Document = { readonly kind: string; readonly members: Members }

/** What is put and read as one document, and what is read of it in lists. */
const configurations = operations.filter(
  ({ name, route, input, output }) =>
    /^(?:Put|Get|Post|List)Bucket|^(?:Put|Get)LiveChannel$/.test(name) &&
    !/^ListBuckets$/.test(name) &&
    route.includes('?') &&
    [input, output].some((side) => (side as Partial<Document>).kind === 'xml'),
)

describe('what a document of a newer COS holds besides is kept, wherever it stands:', () => {
  test('there is something to look at', () => expect(configurations.length).toBeGreaterThan(35))

  test.each(configurations.map((operation) => [operation.name, operation] as const))('%s', (_, { input, output }) => {
    const sides = [input, output].filter((side) => (side as Partial<Document>).kind === 'xml') as unknown as Document[]
    expect(sides.flatMap(({ members }) => forgetful(members, ''))).toEqual([])
  })
})

/** The elements in a document whose unknown children would be passed over. */
function forgetful(members: Members, place: string): string[] {
  const inside = Object.entries(members).flatMap(([name, schema]) => forgetfulIn(schema, `${place}.${name}`))
  return 'unknown' in members || isAttributeOnly(members) ? inside : [place || 'the document', ...inside]
}

function forgetfulIn(schema: Schema, place: string): string[] {
  switch (schema.kind) {
    case 'optional':
    case 'bound':
      return forgetfulIn((schema as BoundSchema).schema, place)
    case 'list':
      return forgetfulIn((schema as ListSchema).item, place)
    case 'struct':
      return forgetful((schema as StructSchema).members, place)
    default:
      return []
  }
}

/** The text of a root, and headers, are no elements. */
function isAttributeOnly(members: Members): boolean {
  return Object.values(members).some((schema) => {
    const bound = (schema.kind === 'optional' ? (schema as unknown as BoundSchema).schema : schema) as BoundSchema
    return bound.kind === 'bound' && bound.at === 'text'
  })
}

test('a lifecycle with elements of a newer COS at every depth is read, changed and written back whole', async () => {
  const server = createLocalServer()
  const bucket = 'newer-1250000000'
  const newer = (name: string) => [{ name, text: 'kept' }]
  const { credentials, region, transport } = server
  const client = new CosClient({ credentials, region, transport })
  await client.send(new CreateBucketCommand({ bucket }))
  const rule = {
    id: 'one',
    status: 'Enabled',
    filter: { and: { prefix: 'a/', tags: [{ key: 'k', value: 'v', unknown: newer('OfTag') }], unknown: newer('OfAnd') } },
    expiration: { days: 3, unknown: newer('OfExpiration') },
    transitions: [{ days: 1, storageClass: 'ARCHIVE', unknown: newer('OfTransition') }],
    noncurrentVersionExpiration: { noncurrentDays: 1, unknown: newer('OfNoncurrent') },
    unknown: newer('OfRule'),
  } as const
  await client.send(new PutBucketLifecycleCommand({ bucket, rules: [rule], unknown: newer('OfDocument') }))
  const read = await client.send(new GetBucketLifecycleCommand({ bucket }))
  expect(read).toEqual({ rules: [rule], unknown: newer('OfDocument') })
  const changed = { ...read, rules: read.rules.map((each) => ({ ...each, status: 'Disabled' as const })) }
  await client.send(new PutBucketLifecycleCommand({ bucket, ...changed }))
  expect(await client.send(new GetBucketLifecycleCommand({ bucket }))).toEqual(changed)
})
