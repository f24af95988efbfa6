import { InputError, isCosError } from '@cos/core'
import { equalBytes } from '../bytes/equal-bytes.js'
import { DecryptionError, failDecryption } from '../errors/decryption-error.js'
import type { Metadata, ObjectFormat } from '../formats/object-format.js'
import type { MasterKey } from '../keys/master-key.js'
import { chunkLayout } from './chunk-layout.js'
import { ChunkedContent, commitmentOf } from './chunked-content.js'
import { type Envelope, envelopeEntry, envelopeOf, formatEnvelope, formatName, wrapContext } from './envelope.js'

/**
 * The format of new objects: AES-256-GCM in chunks of 128 KiB. Each chunk is checked before any byte of it is handed out,
 * and belongs to its object, its place and its end. The guide on the format says it byte for byte.
 */
/* @__NO_SIDE_EFFECTS__ */
export function chunkedFormat(): ObjectFormat {
  return {
    name: formatName,
    needsKeys: true,
    layout: chunkLayout,
    claims: (metadata) => envelopeEntry in metadata,
    owns: (entry) => entry === envelopeEntry,
    async create([key]) {
      if (!key) throw new InputError('are needed for this format', { member: 'keys' })
      const dataKey = crypto.getRandomValues(new Uint8Array(32))
      const salt = crypto.getRandomValues(new Uint8Array(32))
      const commitment = await commitmentOf(dataKey, salt)
      const text = formatEnvelope(await wrapped({ salt, commitment }, dataKey, key))
      return { metadata: { [envelopeEntry]: text }, content: new ChunkedContent(dataKey, salt, text) }
    },
    async open(metadata, keys) {
      const { salt } = envelopeOf(metadata)
      const dataKey = await unwrapped(metadata, keys)
      return new ChunkedContent(dataKey, salt, metadata[envelopeEntry]!)
    },
    metadataOf: (ticket) => ({ [envelopeEntry]: ticket }),
    async rewrap(metadata, keys, key) {
      const dataKey = await unwrapped(metadata, keys)
      return { ...metadata, [envelopeEntry]: formatEnvelope(await wrapped(envelopeOf(metadata), dataKey, key)) }
    },
  }
}

async function wrapped(
  { salt, commitment }: Pick<Envelope, 'salt' | 'commitment'>,
  dataKey: Uint8Array,
  key: MasterKey,
): Promise<Envelope> {
  const about = { salt, commitment, algorithm: key.algorithm, keyId: key.id }
  return { ...about, wrapped: await key.wrap(dataKey, wrapContext(about)) }
}

async function unwrapped(metadata: Metadata, keys: readonly MasterKey[]): Promise<Uint8Array> {
  const envelope = envelopeOf(metadata)
  const { salt, commitment, algorithm, keyId } = envelope
  const key = keys.find((candidate) => candidate.id === keyId && candidate.algorithm === algorithm)
  if (!key)
    throw new DecryptionError(
      'UnknownKey',
      `The object was encrypted with the ${algorithm} key "${keyId}", which this client does not have.`,
    )
  const dataKey = await key.unwrap(envelope.wrapped, wrapContext(envelope)).catch((error: unknown) => {
    // A key store that could not be asked is no proof against the object.
    if (isCosError(error)) throw error
    return failDecryption()
  })
  if (dataKey.byteLength !== 32 || !equalBytes(await commitmentOf(dataKey, salt), commitment)) failDecryption()
  return dataKey
}
