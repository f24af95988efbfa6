import type { ObjectFormat } from '../formats/object-format.js'
import { CtrContent } from './ctr-content.js'
import { claimsContent, ownsEntry, readEnvelope, type SharedFormatOptions, writeEnvelope } from './envelope-v1.js'
import { identityLayout } from './identity-layout.js'
import { metadataOfTicket, type ResumableFormatOptions, ticketOf } from './upload-ticket.js'

const algorithm = 'AES/CTR/NoPadding'

/**
 * The objects of the official Go client, and of the Java client in its mode `AesCtrEncryption`: AES-256-CTR. Nothing in it is
 * proved: changed bytes and cut objects give other content and no error, and data key and IV of two envelopes can be mixed.
 * Parts are placed rightly at any concurrency; an upload goes on in another process only with `allowsResume`.
 */
/* @__NO_SIDE_EFFECTS__ */
export function unauthenticatedGoJavaFormat(options: SharedFormatOptions & ResumableFormatOptions): ObjectFormat {
  return {
    name: 'go-java-ctr',
    needsKeys: false,
    layout: identityLayout,
    claims: (metadata) => claimsContent(metadata, algorithm),
    owns: ownsEntry,
    async create(_keys, { sizeBytes }) {
      const dataKey = crypto.getRandomValues(new Uint8Array(32))
      const iv = crypto.getRandomValues(new Uint8Array(16))
      // The Go client counts in the low 64 bits alone: from zero they never run over.
      iv.fill(0, 8)
      const metadata = await writeEnvelope(options, algorithm, { dataKey, iv, sizeBytes: sizeBytes || undefined })
      return { metadata, content: new CtrContent(dataKey, iv, options.allowsResume ? ticketOf(metadata) : undefined) }
    },
    ...(options.allowsResume && { metadataOf: (ticket) => metadataOfTicket(ticket, ownsEntry) }),
    async open(metadata) {
      const [dataKey, iv] = await readEnvelope(metadata, options, 16)
      return new CtrContent(dataKey, iv)
    },
  }
}
