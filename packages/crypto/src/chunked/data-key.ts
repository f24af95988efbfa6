import { isCosError } from '@cos/core'
import { equalBytes } from '../bytes/equal-bytes.js'
import { DecryptionError, failDecryption } from '../errors/decryption-error.js'
import type { Metadata } from '../formats/object-format.js'
import type { MasterKey } from '../keys/master-key.js'
import { commitmentOf } from './chunked-content.js'
import { type Envelope, envelopeOf, formatEnvelope, wrapContext } from './envelope.js'

/** Wraps a data key, and writes the envelope that it is in. */
export async function wrapDataKey(
  dataKey: Uint8Array,
  { salt, commitment }: Pick<Envelope, 'salt' | 'commitment'>,
  key: MasterKey,
): Promise<string> {
  const about = { salt, commitment, algorithm: key.algorithm, keyId: key.id }
  return formatEnvelope({ ...about, wrapped: await key.wrap(dataKey, wrapContext(about)) })
}

/** Finds the data key of an object, by the one of the keys that its envelope names. */
export async function unwrapDataKey(metadata: Metadata, keys: readonly MasterKey[]) {
  const envelope = envelopeOf(metadata)
  const { salt, commitment, algorithm, keyId } = envelope
  const key = keys.find((candidate) => candidate.id === keyId && candidate.algorithm === algorithm)
  if (!key) throw new DecryptionError('UnknownKey', `The object needs the ${algorithm} key "${keyId}", which this client does not have.`)
  const dataKey = await key.unwrap(envelope.wrapped, wrapContext(envelope)).catch((error: unknown) => {
    // A key store that could not be asked is no proof against the object.
    if (isCosError(error)) throw error
    return failDecryption()
  })
  if (dataKey.byteLength !== 32 || !equalBytes(await commitmentOf(dataKey, salt), commitment)) failDecryption()
  return { dataKey, salt, commitment }
}
