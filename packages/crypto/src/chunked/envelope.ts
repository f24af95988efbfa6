import { fromBase64Url, toBase64Url } from '../bytes/base64.js'
import { DecryptionError } from '../errors/decryption-error.js'
import type { Metadata } from '../formats/object-format.js'

/** Name of the metadata entry that is the envelope. */
export const envelopeEntry = 'cos-encryption'
/** Name of the format in the envelope, and the label of everything derived for it. */
export const formatName = 'cos-chunked-1'

/** What is stored beside an object of the chunked format. */
export interface Envelope {
  /** 32 random bytes of the object. */
  readonly salt: Uint8Array
  /** 32 bytes that only the right data key gives. */
  readonly commitment: Uint8Array
  readonly algorithm: string
  readonly keyId: string
  readonly wrapped: Uint8Array
}

const form = /^cos-chunked-1;salt=([\w-]{43});commit=([\w-]{43});wrap=([\w./-]{1,64});id=([\w./-]{1,128});key=([\w-]{22,1366})$/

/** What the master key binds to the data key: all of the envelope but the wrapped key. */
export function wrapContext({ salt, commitment, algorithm, keyId }: Omit<Envelope, 'wrapped'>): string {
  return `${formatName};salt=${toBase64Url(salt)};commit=${toBase64Url(commitment)};wrap=${algorithm};id=${keyId}`
}

/** Writes an envelope as the text of its metadata entry. */
export function formatEnvelope(envelope: Envelope): string {
  return `${wrapContext(envelope)};key=${toBase64Url(envelope.wrapped)}`
}

/** Reads the envelope out of the metadata of an object. There is one way to write it; anything else is refused, before anything is decoded. */
export function envelopeOf(metadata: Metadata): Envelope {
  const [, salt = '', commitment = '', algorithm = '', keyId = '', key = ''] = form.exec(metadata[envelopeEntry] ?? '') ?? []
  const bytes = { salt: fromBase64Url(salt), commitment: fromBase64Url(commitment), wrapped: fromBase64Url(key) }
  if (bytes.salt?.byteLength !== 32 || bytes.commitment?.byteLength !== 32 || !bytes.wrapped) {
    throw new DecryptionError('EnvelopeMalformed', `The metadata entry ${envelopeEntry} is not an envelope that this version knows.`)
  }
  return { ...bytes, algorithm, keyId } as Envelope
}
