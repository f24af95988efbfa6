import { percentEncode } from '@cos/signer'
import type { AccessRecord } from './access-record.js'

/** Query fields that hold a signature or a token; a log names them and no more. */
const secretFields = /([?&](?:q-signature|sign|x-cos-security-token)=)[^&]*/gi

/** Writes one line of an access log: 31 fields with spaces between them, `-` for what is not known or not so. */
export function accessLogLine(record: AccessRecord): string {
  const fields = [
    '1.0',
    record.bucket,
    record.region,
    `${new Date(record.endedAtMs).toISOString().slice(0, 19)}Z`,
    record.host,
    record.operation,
    record.remoteAddress,
    record.secretId,
    undefined, // reserved
    record.requestBytes,
    undefined, // change in storage: not counted here
    record.path.split('/').map(percentEncode).join('/'),
    record.method.toLowerCase(),
    record.userAgent,
    record.status,
    record.errorCode,
    undefined, // error message: the code says it, and a message may hold what the client sent
    record.answerBytes,
    record.durationMs,
    'USER',
    record.storageClass,
    record.owner,
    record.durationMs,
    record.requester,
    record.requestId,
    record.objectSizeBytes,
    record.versionId,
    undefined, // class of a replication's destination: replication is no request here
    record.referer,
    `"${harmless(`${record.method} ${record.target.replace(secretFields, '$1-')} HTTP/1.1`)}"`,
    '"0"', // not from a VPC
  ]
  return fields.map((value) => fieldOf(value)).join(' ')
}

function fieldOf(value: string | number | undefined): string {
  if (value === undefined || value === '') return '-'
  const text = String(value)
  if (/^"[^"]*"$/.test(text)) return text
  return /^[\x21\x23-\x7e\u00a1-\uffff]*$/.test(text) ? text : `"${harmless(text)}"`
}

/** Nothing a client sends may end a field or a line. */
function harmless(text: string): string {
  return text.replace(/["\0-\x1f\x7f-\xa0]/g, percentEncode)
}
