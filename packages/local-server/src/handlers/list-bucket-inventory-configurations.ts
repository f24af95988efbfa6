import type { ListBucketInventoryConfigurationsInput, ListBucketInventoryConfigurationsOutput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Handler } from './handler.js'

const pageLimit = 100

/** Lists the inventories of a bucket in the order they were made. */
export const listBucketInventoryConfigurations: Handler<
  ListBucketInventoryConfigurationsInput,
  ListBucketInventoryConfigurationsOutput
> = async ({ input: { continuationToken }, bucket, configurations }) => {
  const all = await configurations.list(bucket.name, 'inventory')
  const last = continuationToken === undefined ? undefined : readToken(continuationToken)
  const at = last ? all.findIndex(({ id }) => id === last.id) : -1
  // What the token names may be gone by now: then it goes on with the first that is younger.
  const left = last && at < 0 ? all.filter(({ document }) => document.madeAtMs > last.madeAtMs) : all.slice(at + 1)
  const page = left.slice(0, pageLimit).map(({ document }) => document)
  const isTruncated = left.length > pageLimit
  const nextContinuationToken = isTruncated ? tokenOf(page.at(-1)!) : undefined
  return { output: { inventoryConfigurations: page, isTruncated, continuationToken, nextContinuationToken } }
}

interface Position {
  readonly id: string
  readonly madeAtMs: number
}

function tokenOf({ id, madeAtMs }: Position): string {
  return Buffer.from(`${madeAtMs} ${id}`).toString('base64url')
}

function readToken(token: string): Position {
  const match = /^(\d+) (.+)$/.exec(Buffer.from(token, 'base64url').toString())
  if (!match) throw new Fault('InvalidArgument', { message: 'The continuation-token is not one of this server.' })
  return { madeAtMs: Number(match[1]), id: match[2]! }
}
