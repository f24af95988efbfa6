import type { Explanation } from './explain.js'

/** Why a request is not to be trusted, as the service says it. */
export type RefusalCode =
  | 'AccessDenied'
  | 'ExpiredToken'
  | 'InvalidAccessKeyId'
  | 'InvalidPolicyDocument'
  | 'InvalidToken'
  | 'RequestTimeTooSkewed'
  | 'SignatureDoesNotMatch'

/** The answer to a request whose signature is missing or wrong. */
export interface Refusal {
  readonly ok: false
  /** True if there is no signature at all: the ACL decides then. */
  readonly anonymous: boolean
  readonly code: RefusalCode
  /** HTTP status that goes with the code. */
  readonly status: 400 | 403
  /** For the error document. Holds nothing secret. */
  readonly message: string
  /** What the signature should have covered, for `SignatureDoesNotMatch`. It does not tell the right signature. */
  readonly explanation?: Explanation | undefined
}

/** Carries a refusal out of the checks; never leaves this package. */
export class RefusalError extends Error {
  readonly refusal: Refusal

  constructor(code: RefusalCode, message: string, more: Partial<Refusal> = {}) {
    super(message)
    const status = code === 'ExpiredToken' || code === 'InvalidPolicyDocument' ? 400 : 403
    this.refusal = { ok: false, anonymous: false, code, status, message, ...more }
  }
}

/** Runs checks; a refusal becomes the answer. */
export function answerOf<Answer>(check: () => Answer): Answer | Refusal {
  try {
    return check()
  } catch (error) {
    if (error instanceof RefusalError) return error.refusal
    throw error
  }
}
