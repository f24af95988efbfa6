import { Fault } from '../fault.js'
import type { FaultCode } from '../fault-table.js'
import type { Call, Handler } from '../handlers/handler.js'
import type { ConfigurationName } from './stored-configurations.js'

/** What there is to say of a configuration that is put, read and deleted as one document. */
export interface StoredConfigurationOptions<Document> {
  /** Names of the operations, as COS has them. An operation that is left out is not there, or has a handler of its own. */
  readonly put?: string | undefined
  readonly get?: string | undefined
  readonly delete?: string | undefined
  /** The member that tells one from another, of configurations a bucket has several of. Default: a bucket has one. */
  readonly id?: string | undefined
  /** What reading gives while there is none: the code of a 404, or a document. */
  readonly unset: FaultCode | { readonly document: object }
  /** Refuses by a `Fault` what the schema alone cannot tell to be wrong. Default: nothing. */
  readonly check?: ((document: Document, call: Call) => void | Promise<void>) | undefined
  /** Fills in what COS adds to a document that is put. Default: it is kept as it came. */
  readonly complete?: ((document: Document, call: Call) => Document) | undefined
}

/** A configuration of buckets: its handlers, and the type of its document. */
export interface StoredConfiguration<Document> {
  readonly handlersFor: (name: ConfigurationName) => Readonly<Record<string, Handler>>
  /** @internal carries the type; never present at run time */
  readonly '~document'?: Document
}

/** Declares a configuration whose document is kept as it was put and read back as it was kept. */
export function storedConfiguration<Input>(
  options: StoredConfigurationOptions<Omit<Input, 'bucket'>>,
): StoredConfiguration<Omit<Input, 'bucket'>> {
  const { put, get, delete: remove, id: member, unset, check, complete } = options
  const addressOf = (name: ConfigurationName, { bucket, input }: Call) => ({
    bucket: bucket.name,
    name,
    id: member === undefined ? undefined : (input as Readonly<Record<string, string>>)[member],
  })
  return {
    handlersFor: (name) => ({
      ...(put && {
        async [put](call: Call) {
          const { bucket: _, ...input } = call.input as Record<string, unknown>
          const document = input as Omit<Input, 'bucket'>
          checkId(call, member)
          await call.configurations.inTurn(async () => {
            // It may have changed while other configurations had their turn.
            const bucket = await call.store.getBucket(call.bucket.name)
            if (!bucket) throw new Fault('NoSuchBucket')
            await check?.(document, { ...call, bucket })
            const kept = complete ? complete(document, call) : document
            const outcome = await call.configurations.put(addressOf(name, call), kept as never)
            if (outcome === 'no-such-bucket') throw new Fault('NoSuchBucket')
          })
          return { output: {} }
        },
      }),
      ...(get && {
        async [get](call: Call) {
          const { bucket, id } = addressOf(name, call)
          const document = await call.configurations.get(bucket, name, id)
          if (document !== undefined) return { output: document }
          if (typeof unset === 'string') throw new Fault(unset)
          return { output: unset.document }
        },
      }),
      ...(remove && {
        async [remove](call: Call) {
          await call.configurations.delete(addressOf(name, call))
          return { output: {} }
        },
      }),
    }),
  }
}

function checkId({ input, query }: Call, member: string | undefined): void {
  if (member === undefined || query[member] === undefined) return
  if (query[member] !== (input as Readonly<Record<string, unknown>>)[member]) {
    throw new Fault('InvalidArgument', { message: `The parameter ${member} and the document name different configurations.` })
  }
}
