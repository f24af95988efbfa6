import { PutObjectCommand, SelectObjectContentCommand, type SelectObjectContentInput, type SelectObjectContentOutput } from '@cos/core'
import { beforeEach } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

export type SelectInput = SelectObjectContentInput['inputSerialization']
export type SelectOutput = SelectObjectContentInput['outputSerialization']

/** A query and the object it is about. */
export interface Asked {
  readonly body: string | Uint8Array
  readonly sql: string
  /** Default: CSV. */
  readonly from?: SelectInput
  /** Default: CSV. */
  readonly to?: SelectOutput
}

/** Ways to query an object of one's own. */
export interface SelectQueries {
  readonly asking: (asked: Asked, more?: Partial<SelectObjectContentInput>) => Promise<SelectObjectContentOutput['events']>
  readonly answer: (asked: Asked) => Promise<string>
}

/** Puts objects and queries them. */
export function selectQueriesOf(world: World): SelectQueries {
  const client = clientOf(world)
  const asking: SelectQueries['asking'] = async ({ body, sql, from = { csv: {} }, to = { csv: {} } }, more = {}) => {
    const at = { bucket: await freshBucket(world), key: 'data' }
    await client.send(new PutObjectCommand({ ...at, body }))
    const query = { ...at, expression: sql, expressionType: 'SQL', inputSerialization: from, outputSerialization: to } as const
    return (await client.send(new SelectObjectContentCommand({ ...query, ...more }))).events
  }
  return { asking, answer: async (asked) => (await asking(asked)).text() }
}

/** Skips the tests of a group where queries are not answered, and says so. */
export function skipWithoutEngine({ answer }: SelectQueries): void {
  // Elsewhere than in this repository the engine may be missing: then the server says so, and there is nothing to test.
  let isAnswered: Promise<boolean> | undefined
  beforeEach(async ({ skip }) => {
    isAnswered ??= failureOf(answer({ body: 'a', sql: 'SELECT * FROM COSObject' })).then(
      ({ code }) => code !== 'NotImplemented',
      () => true,
    )
    if (await isAnswered) return
    console.warn('!!! SKIPPED: queries need the package @duckdb/node-api, which is not installed')
    skip('@duckdb/node-api is not installed')
  })
}
