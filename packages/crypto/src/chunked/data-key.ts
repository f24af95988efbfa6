import { isCosError } from '@cos/core'
import { equalBytes } from '../bytes/equal-bytes.js'
import { DecryptionError, failDecryption } from '../errors/decryption-error.js'
import type { Metadata } from '../formats/object-format.js'
import type { MasterKey } from '../keys/master-key.js'
import { commitmentOf } from './chunked-content.js'
import { type Envelope, envelopeOf, formatEnvelope } from './envelope.js'

/** Wraps a data key, and writes the envelope that it is in. */
export function wrapDataKey(dataKey: Uint8Array, about: Pick<Envelope, 'salt' | 'commitment'>, key: MasterKey): Promise<string> {
  return formatEnvelope({ ...about, algorithm: key.algorithm, keyId: key.id }, (context) => key.wrap(dataKey, context))
}

/** Finds the data key of an object, by the one of the keys that its envelope names. */
export async function unwrapDataKey(metadata: Metadata, keys: readonly MasterKey[]) {
  const { context, salt, commitment, algorithm, keyId, wrapped } = envelopeOf(metadata)
  const key = keys.find((candidate) => candidate.id === keyId && candidate.algorithm === algorithm)
  if (!key) throw new DecryptionError('UnknownKey', `The object needs the ${algorithm} key "${keyId}", which this client does not have.`)
  const dataKey = await key.unwrap(wrapped, context).catch((error: unknown) => {
    // A key store that could not be asked is no proof against the object.
    if (isCosError(error)) throw error
    return failDecryption()
  })
  if (dataKey.byteLength !== 32 || !equalBytes(await commitmentOf(dataKey, salt), commitment)) failDecryption()
  return { dataKey, salt, commitment }
}
