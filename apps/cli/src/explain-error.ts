import { type CosError, InputError, isCosError, ResponseError, type ServiceError, TransportError } from '@cos/core'
import { UsageError } from './usage-error.js'

/** An error as it is shown. */
export interface Explanation {
  /** One or a few sentences: what is wrong, and what to do. Never a stack, never a secret. */
  readonly text: string
  readonly code: string
  readonly requestId?: string | undefined
  /** 1 for failures, 2 for what was typed. */
  readonly exitCode: 1 | 2
}

const keysAdvice = 'Check COS_SECRET_ID and COS_SECRET_KEY, or the profile, and that they belong together.'

/** What to do about an error code of the service. */
const advice: Readonly<Record<string, string>> = {
  InvalidAccessKeyId: `The service does not know this secret id. ${keysAdvice}`,
  SignatureDoesNotMatch: `The secret key is not that of the secret id. ${keysAdvice}`,
  AccessDenied: 'These keys may not do this. Check the bucket name and the policies of the account.',
  ExpiredToken: 'The temporary keys have expired. Fetch new ones.',
  NoSuchBucket: 'There is no such bucket. "cos ls" lists yours; check the name and its APPID, and --region.',
  NoSuchKey: 'There is no such object. "cos ls" with the beginning of its key shows what there is.',
  NoSuchVersion: 'There is no such version of the object.',
  BucketAlreadyExists: 'The name is taken. Choose another one.',
  BucketAlreadyOwnedByYou: 'You have this bucket already.',
  BucketNotEmpty:
    'The bucket still holds objects. Empty it first: cos rm --recursive cos://<bucket>, with --all-versions where the bucket keeps versions.',
  InvalidObjectState: 'The object is archived and must be restored before it is read: cos restore --wait <uri>',
  RestoreNonArchiveObject: 'The object is not archived: it can be read as it is.',
  RequestTimeTooSkewed: 'The clock of this machine is wrong.',
}

/** Turns any error into sentences. */
export function explainError(error: unknown): Explanation {
  if (error instanceof UsageError) return { text: error.message, code: 'Usage', exitCode: 2 }
  if (error instanceof InputError && error.cause === undefined) return explainInput(error)
  if (isCosError(error)) return explainCosError(error)
  const { code, message } = error as NodeJS.ErrnoException
  return { text: typeof message === 'string' ? message : String(error), code: typeof code === 'string' ? code : 'Failed', exitCode: 1 }
}

function explainInput(error: InputError): Explanation {
  const hint = error.member === 'region' ? ' Give --region, set COS_REGION, or write it in the profile.' : ''
  return { text: `${error.message}.${hint}`.replace(/\.\.$/, '.'), code: error.code, exitCode: 2 }
}

function explainCosError(error: CosError): Explanation {
  if (error instanceof TransportError) {
    const reason = error.cause instanceof Error && error.cause.message ? ` (${error.cause.message})` : ''
    return { text: `${error.message}${reason} Check the network, --endpoint and --region.`, code: error.code, exitCode: 1 }
  }
  if (error.name === 'ServiceError') {
    const { code, requestId, message } = error as ServiceError
    const known = advice[code]
    return { text: known ? `${message}\n${known}` : message, code, requestId, exitCode: 1 }
  }
  const requestId = error instanceof ResponseError ? error.requestId : undefined
  return { text: error.message, code: error.code, requestId, exitCode: 1 }
}
