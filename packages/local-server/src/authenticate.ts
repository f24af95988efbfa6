import { verify } from '@cos/signer'
import type { Identities } from './access/identities.js'
import type { Policy } from './access/policy.js'
import type { Account } from './account.js'
import { Fault } from './fault.js'

/** Who asks: an account, or nobody known. */
export interface Caller {
  /** Undefined for an anonymous request. */
  readonly account: Account | undefined
  /** The temporary key it signs with, if the server issued one. */
  readonly temporaryId?: string | undefined
  /** What a sub-account may do. */
  readonly policy?: Policy | undefined
  /** What temporary credentials are limited to. */
  readonly session?: Policy | undefined
}

/** What a signature is checked against. */
export interface SignedRequest {
  readonly method: string
  /** Decoded once, not normalised. */
  readonly path: string
  readonly query: readonly (readonly [name: string, value: string])[]
  readonly headers: Readonly<Record<string, string>>
}

/** Options of {@link createAuthentication}. */
export interface AuthenticationOptions {
  readonly accounts: readonly Account[]
  readonly identities: Identities
  /** False takes every request for one of its key's account, or of the first account. */
  readonly requireSignatures: boolean
  /** Milliseconds since 1970. */
  readonly now: () => number
}

/** Nobody known. */
export const anonymous: Caller = { account: undefined }

/** Prepares the check of who asks. */
export function createAuthentication(options: AuthenticationOptions): (request: SignedRequest) => Caller {
  const { accounts, identities, requireSignatures, now } = options
  if (!requireSignatures) {
    const first: Caller = { account: accounts[0] }
    return (request) => identities.find(claimedKey(request))?.caller ?? first
  }
  const lookup = (secretId: string) => identities.find(secretId)?.credentials
  return (request) => {
    const answer = verify(withoutEmptyAuthorization(request), lookup, { at: Math.floor(now() / 1000) })
    if (answer.ok) return identities.find(answer.secretId)?.caller ?? anonymous
    if (answer.anonymous) return anonymous
    throw new Fault(answer.code, { status: answer.status, message: answer.message })
  }
}

/** One official SDK sends an empty `Authorization` for anonymous requests. */
function withoutEmptyAuthorization(request: SignedRequest): SignedRequest {
  if (request.headers['authorization'] !== '') return request
  const { authorization: _, ...headers } = request.headers
  return { ...request, headers }
}

function claimedKey({ headers, query }: SignedRequest): string {
  const inHeader = /q-ak=([^&]*)/.exec(headers['authorization'] ?? '')?.[1]
  return inHeader ?? query.find(([name]) => name === 'q-ak')?.[1] ?? ''
}
