/** An RSA key as a JSON Web Key (RFC 7517), the form that every runtime can read. The private members are absent from a public key. */
export interface RsaNumbers {
  readonly kty: 'RSA'
  readonly n: string
  readonly e: string
  readonly d?: string
  readonly p?: string
  readonly q?: string
  readonly dp?: string
  readonly dq?: string
  readonly qi?: string
}

/** The members of a JSON Web Key that matter here. Not the platform's type, because Node has none of that name. */
export interface RsaJsonWebKey {
  readonly kty?: string
  readonly n?: string
  readonly e?: string
  readonly d?: string
  readonly p?: string
  readonly q?: string
  readonly dp?: string
  readonly dq?: string
  readonly qi?: string
}

/** A key as users have it: PEM text, DER bytes, or a JSON Web Key. */
export type RsaKeySource = string | Uint8Array | RsaJsonWebKey

/** Takes the members of a JSON Web Key that are an RSA key; `undefined` when it is none. */
export function numbersOf(key: RsaJsonWebKey): RsaNumbers | undefined {
  const { kty, n, e, d, p, q, dp, dq, qi } = key
  const texts = d === undefined ? [n, e] : [n, e, d, p, q, dp, dq, qi]
  if (kty !== 'RSA' || texts.some((text) => typeof text !== 'string' || !/^[\w-]+$/.test(text))) return undefined
  return (d === undefined ? { kty, n, e } : { kty, n, e, d, p, q, dp, dq, qi }) as RsaNumbers
}

/** Length of the modulus in bytes. */
export function modulusBytes({ n }: RsaNumbers): number {
  return Math.floor((n.replace(/^A+/, '').length * 3) / 4)
}
