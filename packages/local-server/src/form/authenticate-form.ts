import { verifyPostPolicy } from '@cos/signer'
import { type AuthenticationOptions, anonymous, type Caller } from '../authenticate.js'
import { Fault } from '../fault.js'

/** Who sends a form, and how long its file may be. */
export interface FormAuthority {
  readonly caller: Caller
  /** Least and greatest size of the file, in bytes. */
  readonly sizes: readonly [minimumBytes: number, maximumBytes: number]
}

/** Checks who sends a form: its fields, and the bucket it goes to. */
export type AuthenticateForm = (fields: Readonly<Record<string, string>>, bucket: string) => FormAuthority

const anySize = [0, Number.POSITIVE_INFINITY] as const

/** Prepares the check of who sends a form. */
export function createFormAuthentication({ accounts, identities, requireSignatures, now }: AuthenticationOptions): AuthenticateForm {
  const lookup = (secretId: string) => identities.find(secretId)?.credentials
  return (fields, bucket) => {
    const answer = verifyPostPolicy(fields, lookup, { bucket, at: Math.floor(now() / 1000) })
    if (answer.ok) return { caller: identities.find(answer.secretId)?.caller ?? anonymous, sizes: answer.contentLengthRange ?? anySize }
    if (!requireSignatures) return { caller: { account: accounts[0] }, sizes: anySize }
    if (answer.anonymous) return { caller: anonymous, sizes: anySize }
    throw new Fault(answer.code, { status: answer.status, message: answer.message })
  }
}
