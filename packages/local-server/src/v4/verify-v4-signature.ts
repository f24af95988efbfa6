import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Identities } from '../access/identities.js'
import type { Caller } from '../authenticate.js'
import type { V4Address } from './v4-address.js'
import { V4Fault } from './v4-fault.js'

/** What a signature is to be good for. */
export interface V4SignatureUse extends V4Address {
  /** `once` operations spend it; `download` names paths without appid and bucket. */
  readonly kind: 'once' | 'more' | 'download'
}

/** Checks signatures of the V4 API. */
export interface V4Signatures {
  /** Who signed. Throws a `V4Fault` that says what is wrong. */
  verify(sign: string, use: V4SignatureUse): Caller
  /** Who claims to have signed; undefined when that is nobody known. */
  claimed(sign: string): Caller | undefined
}

/** Used signatures that are remembered. A program that makes more of them within a second is not slowed down by strictness. */
const rememberedSignatures = 100_000

/** Tells whether text can be a signature of the V4 API, which holds its fields in base64. */
export function isV4Signature(text: string | undefined): text is string {
  return text !== undefined && fieldsOf(text) !== undefined
}

/** Prepares the check of signatures; it remembers those that are good once. */
export function createV4Signatures(identities: Identities, now: () => number): V4Signatures {
  const used = new Set<string>()
  return {
    verify(sign, use) {
      const read = fieldsOf(sign)
      if (!read) throw new V4Fault(-48, 'the signature cannot be read')
      const { fields, plainText, hmac } = read
      const identity = identities.find(fields['k']!)
      // These signatures carry no token, so temporary credentials cannot make them.
      if (!identity || identity.credentials.securityToken !== undefined) throw new V4Fault(-47)
      const { credentials, caller } = identity
      const expected = createHmac('sha1', credentials.secretKey).update(plainText).digest()
      if (!timingSafeEqual(expected, hmac)) throw new V4Fault(-97)
      if (fields['a'] !== caller.account.appId || fields['a'] !== use.appId) throw new V4Fault(-70)
      if (fields['b'] !== use.bucket) throw new V4Fault(-61)
      checkPath(fields['f']!, use)
      const expiresAt = Number(fields['e'])
      if (expiresAt !== 0 && expiresAt < Math.floor(now() / 1000)) throw new V4Fault(-59)
      if ((use.kind === 'once') !== (expiresAt === 0)) throw new V4Fault(-48, 'this operation wants the other kind of signature')
      if (expiresAt === 0) spend(plainText)
      return caller
    },
    claimed: (sign) => identities.find(fieldsOf(sign)?.fields['k'] ?? '')?.caller,
  }

  /** [?] The code for a signature that was used before is not sourced. */
  function spend(plainText: string): void {
    if (used.has(plainText)) throw new V4Fault(-97, 'this signature was used before')
    if (used.size >= rememberedSignatures) used.delete(used.values().next().value!)
    used.add(plainText)
  }
}

/** An empty `f` covers the bucket, one that ends in a slash a folder [?]; a signature that is good once names its file. */
function checkPath(fileId: string, { kind, appId, bucket, path }: V4SignatureUse): void {
  if (fileId === '' && kind !== 'once') return
  const wanted = kind === 'download' ? path : `/${appId}/${bucket}${path}`
  const given = decoded(fileId)
  const isFolder = kind !== 'once' && given.endsWith('/') && wanted.startsWith(given)
  if (given !== wanted && !isFolder) throw new V4Fault(-63)
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    throw new V4Fault(-63)
  }
}

interface ReadSignature {
  readonly fields: Readonly<Record<string, string>>
  readonly plainText: string
  readonly hmac: Buffer
}

/** The text comes from strangers: each field once, none that is unknown. */
function fieldsOf(sign: string): ReadSignature | undefined {
  if (!/^[A-Za-z\d+/]+={0,2}$/.test(sign)) return undefined
  const bytes = Buffer.from(sign, 'base64')
  const plainText = bytes.subarray(20).toString('utf8')
  const fields: Record<string, string> = Object.create(null)
  for (const entry of plainText.split('&')) {
    const [, name, value] = /^([akertfb])=(.*)$/s.exec(entry) ?? []
    if (name === undefined || name in fields) return undefined
    fields[name] = value ?? ''
  }
  const isWhole = Object.keys(fields).length === 7 && /^\d+$/.test(fields['e']!) && /^\d+$/.test(fields['t']!)
  return isWhole ? { fields, plainText, hmac: bytes.subarray(0, 20) } : undefined
}
