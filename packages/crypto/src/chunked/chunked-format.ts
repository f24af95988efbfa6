import { randomBytes } from '../bytes/random-bytes.js'
import type { ObjectFormat } from '../formats/object-format.js'
import { chunkLayout } from './chunk-layout.js'
import { chunkedContent, commitmentOf } from './chunked-content.js'
import { unwrapDataKey, wrapDataKey } from './data-key.js'
import { envelopeEntry, formatName } from './envelope.js'

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
      const dataKey = randomBytes(32)
      const salt = randomBytes(32)
      const envelope = await wrapDataKey(dataKey, { salt, commitment: await commitmentOf(dataKey, salt) }, key!)
      return { metadata: { [envelopeEntry]: envelope }, content: chunkedContent(dataKey, salt, envelope) }
    },
    async open(metadata, keys) {
      const { dataKey, salt } = await unwrapDataKey(metadata, keys)
      return chunkedContent(dataKey, salt, metadata[envelopeEntry]!)
    },
    metadataOf: (ticket) => ({ [envelopeEntry]: ticket }),
  }
}
