import { hasher } from '#hasher'
import { checkedSigningKey } from './checked-signing-key.js'
import type { Credentials } from './credentials.js'
import { keyTimeOf, type WindowOptions } from './sign-options.js'
import { SignerError } from './signer-error.js'
import type { SigningKey } from './signing-key.js'

/** One condition of a policy: an exact value, a comparison, or the size of the file in bytes. */
export type PostCondition =
  | Readonly<Record<string, string>>
  | readonly ['eq' | 'starts-with', field: `$${string}`, value: string]
  | readonly ['content-length-range', minimumBytes: number, maximumBytes: number]

/** What a form may upload. Everything it names becomes a condition; `q-*` conditions and the token are added. */
export interface PostForm {
  readonly bucket?: string | undefined
  /** Fields with one allowed value, `key` for example; they are given back among the fields of the form. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** Fields whose value must begin so; whoever fills the form in adds them. */
  readonly startsWith?: Readonly<Record<string, string>> | undefined
  /** Least and greatest size of the file, bytes, both included. */
  readonly contentLengthRange?: readonly [minimumBytes: number, maximumBytes: number] | undefined
  /** Further conditions, as the policy has them. */
  readonly conditions?: readonly PostCondition[] | undefined
}

/** A form, or the exact JSON text of a policy: that is signed as it stands, white space included. */
export type PostPolicy = PostForm | { readonly policy: string }

/** The fields to put into a form, before its `file`. */
export interface SignedPostForm {
  readonly fields: Record<string, string>
}

/**
 * Signs a form upload (PostObject). The policy ends with the window of the options. Throws a `SignerError` for keys that
 * cannot sign and for a size range that is none.
 */
export function signPostPolicy(policy: PostPolicy, credentials: Credentials, options: WindowOptions = {}): SignedPostForm {
  const key = checkedSigningKey(credentials, keyTimeOf(options))
  const { securityToken } = credentials
  const token: Record<string, string> = securityToken ? { 'x-cos-security-token': securityToken } : {}
  const isText = 'policy' in policy
  const text = isText ? policy.policy : policyText(policy, key, token)
  return {
    fields: {
      ...(isText ? undefined : policy.fields),
      ...token,
      policy: base64(text),
      'q-sign-algorithm': 'sha1',
      'q-ak': key.secretId,
      'q-key-time': key.keyTime,
      'q-signature': policySignature(key, text),
    },
  }
}

/** @internal The signature of a policy text. */
export function policySignature(key: SigningKey, text: string): string {
  return hasher.hmac(key.signKey, hasher.sha1(text))
}

function policyText(form: PostForm, key: SigningKey, token: Record<string, string>): string {
  const { bucket, fields = {}, startsWith = {}, contentLengthRange, conditions = [] } = form
  if (contentLengthRange && !isRange(contentLengthRange)) {
    throw new SignerError('contentLengthRange', 'must be two whole numbers of bytes, the smaller one first')
  }
  const own = { 'q-sign-algorithm': 'sha1', 'q-ak': key.secretId, 'q-sign-time': key.keyTime }
  const exact = { ...(bucket === undefined ? undefined : { bucket }), ...fields, ...token, ...own }
  return JSON.stringify({
    expiration: new Date(Number(key.keyTime.split(';')[1]) * 1000).toISOString(),
    conditions: [
      ...Object.entries(startsWith).map(([name, value]) => ['starts-with', `$${name}`, value]),
      ...(contentLengthRange ? [['content-length-range', ...contentLengthRange]] : []),
      ...conditions,
      ...Object.entries(exact).map(([name, value]) => ({ [name]: value })),
    ],
  })
}

function isRange([minimum, maximum]: readonly [number, number]): boolean {
  return Number.isSafeInteger(minimum) && Number.isSafeInteger(maximum) && minimum >= 0 && minimum <= maximum
}

function base64(text: string): string {
  let binary = ''
  for (const byte of new TextEncoder().encode(text)) binary += String.fromCharCode(byte)
  return btoa(binary)
}
