import { fromBase64Url, toBase64Url } from '../bytes/base64.js'
import { DecryptionError } from '../errors/decryption-error.js'
import type { Metadata } from '../formats/object-format.js'

/** Name of the metadata entry that is the envelope. */
export const envelopeEntry = 'cos-encryption'
/** Name of the format in the envelope, and the label of everything derived for it. */
export const formatName = 'cos-chunked-1'

/** What is stored beside an object of the chunked format. */
export interface Envelope {
  /** What the master key binds to the data key: all of the envelope but the wrapped key. */
  readonly context: string
  /** 32 random bytes of the object. */
  readonly salt: Uint8Array<ArrayBuffer>
  /** 32 bytes that only the right data key gives. */
  readonly commitment: Uint8Array
  readonly algorithm: string
  readonly keyId: string
  readonly wrapped: Uint8Array
}

const form = /^(cos-chunked-1;salt=([\w-]{43});commit=([\w-]{43});wrap=([\w./-]{1,64});id=([\w./-]{1,128}));key=([\w-]{22,1366})$/

/** Writes an envelope as the text of its metadata entry. `wrap` gets the context. */
export async function formatEnvelope(
  { salt, commitment, algorithm, keyId }: Omit<Envelope, 'context' | 'wrapped'>,
  wrap: (context: string) => Promise<Uint8Array>,
): Promise<string> {
  const context = `${formatName};salt=${toBase64Url(salt)};commit=${toBase64Url(commitment)};wrap=${algorithm};id=${keyId}`
  return `${context};key=${toBase64Url(await wrap(context))}`
}

/** Reads the envelope out of the metadata of an object. There is one way to write it; anything else is refused, before anything is decoded. */
export function envelopeOf(metadata: Metadata): Envelope {
  const [, context, saltText, commitmentText, algorithm, keyId, key] = form.exec(metadata[envelopeEntry] ?? '') ?? []
  // Where nothing was found, that is no base64 either.
  const [salt, commitment, wrapped] = [saltText, commitmentText, key].map((text = '?') => fromBase64Url(text))
  if (!salt || !commitment || !wrapped) {
    throw new DecryptionError('EnvelopeMalformed', `The metadata entry ${envelopeEntry} is not an envelope that this version knows.`)
  }
  return { context: context!, salt, commitment, algorithm: algorithm!, keyId: keyId!, wrapped }
}
