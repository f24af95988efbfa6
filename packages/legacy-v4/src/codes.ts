/**
 * Codes the older SDKs make up themselves, beside those of the service. This package throws errors instead; the codes come
 * back in the envelopes of `client.result`.
 */
export const V4Code = {
  /** It worked. */
  Success: 0,
  /** A bad parameter; nothing was sent. */
  BadParameter: -1,
  /** The service answered with an HTTP status of 500 or more and no envelope. */
  NetworkError: -2,
  /** No answer: connection, time-out, or an answer that is not JSON. */
  Exception: -3,
  /** Too many requests (made by the service). */
  TooManyRequests: -71,
} as const

/** What the numbers of the service mean. The names of errors that may pass are those that the retry policy of `@cos/core` knows. */
const names: Readonly<Record<number, string>> = {
  [-47]: 'InvalidAccessKeyId',
  [-48]: 'SignatureNotComputable',
  [-59]: 'SignatureExpired',
  [-61]: 'SignatureForOtherBucket',
  [-63]: 'SignatureForOtherPath',
  [-70]: 'SignatureForOtherAppId',
  [-71]: 'SlowDown',
  [-97]: 'SignatureDoesNotMatch',
  [-121]: 'AccessForbidden',
  [-133]: 'NoSuchBucket',
  // [?] Seen in samples only, as are the statuses of the reference that are marked so.
  [-166]: 'NoSuchPath',
  [-175]: 'LengthDiffers',
  [-177]: 'FileAlreadyExists',
  [-178]: 'FolderAlreadyExists',
  [-195]: 'InternalError',
  [-196]: 'ServiceUnavailable',
  [-197]: 'NoSuchFile',
  [-199]: 'InvalidBucketName',
  [-284]: 'InvalidSliceSize',
  [-4016]: 'ShaDiffers',
  [-4018]: 'SameFileAlreadyThere',
  [-4019]: 'UploadUnfinished',
  [-4020]: 'OtherUploadUnfinished',
  [-5964]: 'NoSuchOperation',
  [-5965]: 'InvalidUploadParts',
  [-5997]: 'ServiceUnavailable',
  [-5999]: 'InvalidParameter',
  [-29094]: 'MissingSha',
}

/** The name of a code of the service; `V4Error<code>` for one that is not documented. */
export function nameOfV4Code(code: number): string {
  return names[code] ?? `V4Error${code}`
}

/** What to do about the refusals that people meet first. */
const hints: Readonly<Record<number, string>> = {
  [-47]: 'Check secretId.',
  [-59]: 'Check the clock of this machine, or sign for longer.',
  [-71]: 'Send fewer requests at once.',
  [-97]: 'Check that secretKey is that of secretId.',
  [-133]: 'Check the name of the bucket, without its appid, and the region.',
  [-177]: 'Set insertOnly to false to overwrite it, or overwrite to true for a move.',
}

/** A sentence on what to do; empty where the name says it. */
export function hintOfV4Code(code: number): string {
  return hints[code] === undefined ? '' : ` ${hints[code]}`
}
