import type { JsonValue } from '../store/json.js'
import type { Store } from '../store/store.js'
import { packDates, unpackDates } from './dates-in-json.js'
import type { ConfigurationDocuments, ConfigurationName } from './stored-configurations.js'

/** Names a configuration of a bucket; `id` for those a bucket has several of. */
export interface ConfigurationAddress<Name extends ConfigurationName = ConfigurationName> {
  readonly bucket: string
  readonly name: Name
  readonly id?: string | undefined
}

/** One of the configurations of a name a bucket has several of. */
export interface ListedConfiguration<Document> {
  readonly id: string
  readonly document: Document
}

/**
 * What buckets are told to be: read from the store once per bucket and remembered, so that heeding a configuration costs a request
 * nothing. Documents are shared by all who read them: nobody changes one.
 */
export interface Configurations {
  /** Reads a configuration; undefined when the bucket has none of that name. */
  get<Name extends ConfigurationName>(
    bucket: string,
    name: Name,
    id?: string | undefined,
  ): Promise<ConfigurationDocuments[Name] | undefined>
  /** Lists the configurations of a name a bucket has several of, in order of first creation. */
  list<Name extends ConfigurationName>(bucket: string, name: Name): Promise<readonly ListedConfiguration<ConfigurationDocuments[Name]>[]>
  /** Writes a configuration; `no-such-bucket` if the bucket is gone. */
  put<Name extends ConfigurationName>(
    address: ConfigurationAddress<Name>,
    document: ConfigurationDocuments[Name],
  ): Promise<'stored' | 'no-such-bucket'>
  /** Deletes a configuration; `absent` if there was none. */
  delete(address: ConfigurationAddress): Promise<'deleted' | 'absent'>
  /** Does one change at a time: what was checked before a document is written still holds when it is. */
  inTurn<Result>(change: () => Promise<Result>): Promise<Result>
  /** Drops what is remembered of a bucket: it is gone, and another may get its name. */
  forget(bucket: string): void
  /** Calls back after every change: a bucket's configuration was put or deleted, or the bucket is gone. */
  onChange(listener: (bucket: string, name: ConfigurationName | undefined) => void): void
}

/** Buckets come from clients, so what is remembered of them is bounded. */
const rememberedBuckets = 1000

type Documents = ReadonlyMap<string, unknown>

/** Makes the configurations of a store's buckets. */
export function createConfigurations(store: Store): Configurations {
  const remembered = new Map<string, Promise<Documents>>()
  const listeners: ((bucket: string, name: ConfigurationName | undefined) => void)[] = []

  const documentsOf = (bucket: string): Promise<Documents> => {
    let documents = remembered.get(bucket)
    if (!documents) {
      if (remembered.size >= rememberedBuckets) remembered.clear()
      documents = load(store, bucket)
      remembered.set(bucket, documents)
      // What failed is tried again by the next request.
      documents.catch(() => remembered.delete(bucket))
    }
    return documents
  }
  let turn: Promise<unknown> = Promise.resolve()
  const changed = (bucket: string, name: ConfigurationName | undefined) => {
    remembered.delete(bucket)
    for (const listener of listeners) listener(bucket, name)
  }

  return {
    async get(bucket, name, id) {
      return (await documentsOf(bucket)).get(storedName(name, id)) as never
    },
    async list(bucket, name) {
      const prefix = storedName(name, '')
      const found = [...(await documentsOf(bucket))].filter(([stored]) => stored.startsWith(prefix))
      return found.map(([stored, document]) => ({ id: stored.slice(prefix.length), document: document as never }))
    },
    async put({ bucket, name, id }, document) {
      // A load under way may have read what was there before; it is forgotten once the new document is safe.
      const outcome = await store.putConfiguration(bucket, storedName(name, id), packDates(document))
      changed(bucket, name)
      return outcome
    },
    async delete({ bucket, name, id }) {
      const outcome = await store.deleteConfiguration(bucket, storedName(name, id))
      changed(bucket, name)
      return outcome
    },
    inTurn(change) {
      const result = turn.then(change)
      turn = result.catch(() => {})
      return result
    },
    forget: (bucket) => changed(bucket, undefined),
    onChange: (listener) => void listeners.push(listener),
  }
}

async function load(store: Store, bucket: string): Promise<Documents> {
  const records = await store.listConfigurations(bucket, '')
  return new Map(records.map(({ name, document }) => [name, unpackDates(document as JsonValue)]))
}

function storedName(name: string, id: string | undefined): string {
  return id === undefined ? name : `${name}/${id}`
}
