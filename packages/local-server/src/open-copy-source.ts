import type { CopySource } from '@cos/core'
import { isArchived } from './archive-state.js'
import { evaluateConditions } from './conditions.js'
import { Fault } from './fault.js'
import type { Call } from './handlers/handler.js'
import type { ObjectReader } from './store/store.js'
import { checkVersionId } from './versioning.js'

/** What the input of a copy says of its source. */
export interface CopyInput {
  /** Undefined when its text could not be read. */
  readonly copySource: CopySource | undefined
  readonly copySourceIfMatch?: string | undefined
  readonly copySourceIfNoneMatch?: string | undefined
  readonly copySourceIfModifiedSince?: Date | undefined
  readonly copySourceIfUnmodifiedSince?: Date | undefined
}

/** Opens the source of a copy for somebody who may read it, once its conditions are met. */
export async function openCopySource(call: Call<CopyInput>): Promise<{ readonly source: CopySource; readonly reader: ObjectReader }> {
  const { input, store, access } = call
  const source = input.copySource ?? ownDomainSource(call.headers['x-cos-copy-source'] ?? '')
  if (!source) throw new Fault('InvalidCopySource')
  checkVersionId(source.versionId)
  const bucket = await store.getBucket(source.bucket)
  // A request to a host without a region cannot say where its source is either.
  const isElsewhere = call.hostRegion !== undefined && source.region !== undefined && source.region !== bucket?.region
  if (!bucket || isElsewhere) throw new Fault('NoSuchBucket')
  const found = await store.openObject(source)
  if (found.outcome !== 'found') {
    await access.check({ operation: 'GetObject', bucket, key: source.key })
    throw new Fault(found.outcome === 'no-such-version' ? 'NoSuchVersion' : 'NoSuchKey')
  }
  const { reader } = found
  try {
    await access.check({ operation: 'GetObject', bucket, key: source.key, object: reader.record })
    checkSource(call, reader)
    return { source, reader }
  } catch (error) {
    await reader.close()
    throw error
  }
}

function checkSource({ input, nowMs }: Call<CopyInput>, { record }: ObjectReader): void {
  if (isArchived(record, nowMs)) throw new Fault('InvalidObjectState')
  const conditions = {
    ifMatch: input.copySourceIfMatch,
    ifNoneMatch: input.copySourceIfNoneMatch,
    ifModifiedSince: input.copySourceIfModifiedSince,
    ifUnmodifiedSince: input.copySourceIfUnmodifiedSince,
  }
  if (evaluateConditions(conditions, record) !== 'met') throw new Fault('PreconditionFailed')
}

/** The same form under a host of the user's own, as clients with an endpoint of theirs write it. */
function ownDomainSource(text: string): CopySource | undefined {
  const match = /^([a-z\d][a-z\d-]*-\d+)\.[^/?]+\/([^?]+)(?:\?versionId=([^&]*))?$/.exec(text.replace(/^\//, ''))
  if (!match) return undefined
  try {
    const source = { bucket: match[1]!, key: decodeURIComponent(match[2]!) }
    return match[3] ? { ...source, versionId: decodeURIComponent(match[3]) } : source
  } catch {
    return undefined
  }
}
