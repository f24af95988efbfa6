import type { Account } from '../account.js'
import { readAttributes } from '../object-attributes.js'
import type { Progress } from '../progress.js'
import type { ServerAnswer } from '../server-request.js'
import type { BucketRecord } from '../store/records.js'
import { versioningOf } from '../versioning.js'
import type { AccessRecord } from './access-record.js'

/** Gathers what an access log tells of a request for a bucket. */
export function accessRecordOf(
  progress: Progress,
  answer: ServerAnswer,
  about: { readonly bucket: BucketRecord; readonly accounts: readonly Account[]; readonly nowMs: number },
): AccessRecord {
  const { request, record, caller } = progress
  const { bucket, accounts, nowMs } = about
  const account = caller?.account
  return {
    bucket: bucket.name,
    region: bucket.region,
    owner: accounts.find(({ appId }) => appId === bucket.owner)?.ownerUin ?? bucket.owner,
    endedAtMs: nowMs,
    host: progress.host,
    operation: progress.operation?.name,
    remoteAddress: request.remoteAddress,
    secretId: caller?.temporaryId ?? account?.secretId,
    requester: account && `${account.ownerUin}:${account.uin ?? account.ownerUin}`,
    requestBytes: request.body.sizeBytes,
    answerBytes: request.method === 'HEAD' ? 0 : Number(answer.headers['content-length'] ?? 0),
    // Not the path of the request: that may hold the bucket, too.
    path: `/${progress.address?.key ?? ''}`,
    method: request.method,
    target: request.target,
    userAgent: request.headers['user-agent'],
    referer: request.headers['referer'],
    status: answer.status,
    errorCode: progress.code,
    durationMs: nowMs - progress.startedAtMs,
    storageClass: record && (readAttributes(record.attributes).storageClass ?? 'STANDARD'),
    requestId: progress.requestId,
    objectSizeBytes: record?.sizeBytes,
    versionId: record && versioningOf(bucket) !== 'never' ? record.versionId : undefined,
  }
}
