import { type AclInput, type StoredAcl, storedAcl } from './access/acl.js'
import type { Restoration } from './archive-state.js'
import { checkTags } from './configurations/check-tags.js'
import { contentTypeOf } from './content-type.js'
import { Fault } from './fault.js'
import { greatestTagCount, type ObjectTag } from './object-tags.js'
import { keptClass } from './storage-zones.js'
import type { JsonObject } from './store/json.js'
import type { BucketRecord } from './store/records.js'
import type { Tier } from './tiering/tier-of.js'

/** What is remembered of an object beside its bytes. Absent members are what they would be without saying. */
export type ObjectAttributes = {
  readonly cacheControl?: string | undefined
  readonly contentDisposition?: string | undefined
  readonly contentEncoding?: string | undefined
  readonly contentLanguage?: string | undefined
  readonly contentType?: string | undefined
  readonly expires?: string | undefined
  readonly metadata?: Readonly<Record<string, string>> | undefined
  readonly storageClass?: string | undefined
  readonly tags?: readonly ObjectTag[] | undefined
  readonly restoration?: Restoration | undefined
  /** Of an intelligent class: where it is, if not in the frequent tier. */
  readonly tier?: Exclude<Tier, 'FREQUENT'> | undefined
  /** Of an intelligent class: the day it was last read, since 1970; it came into the class that day if it was not read since. */
  readonly accessedOn?: number | undefined
  readonly retention?: { readonly mode: string; readonly retainUntilMs: number } | undefined
  readonly websiteRedirectLocation?: string | undefined
  /** Key that the object stands for. */
  readonly symlinkTarget?: string | undefined
} & StoredAcl

/** What a request can say of the object it writes. */
export type WrittenObject = Omit<
  ObjectAttributes,
  'tags' | 'restoration' | 'tier' | 'accessedOn' | 'retention' | 'symlinkTarget' | keyof StoredAcl
> &
  AclInput & { readonly tagging?: Readonly<Record<string, string>> | undefined }

const maxMetadataBytes = 4096
const maxMetadataValueBytes = 2048

/** Gathers what a writing request says of its object. */
export function attributesOf(input: WrittenObject, key: string, bucket: BucketRecord): ObjectAttributes {
  return { ...contentOf(input, key), ...placingOf(input, bucket), tags: requestedTags(input) }
}

/** Stored headers and metadata: what a copy takes from its source. */
export function contentOf(input: WrittenObject, key: string): ObjectAttributes {
  const { cacheControl, contentDisposition, contentEncoding, contentLanguage, expires, metadata, websiteRedirectLocation } = input
  checkMetadata(metadata)
  const contentType = input.contentType ?? contentTypeOf(key)
  return { cacheControl, contentDisposition, contentEncoding, contentLanguage, contentType, expires, metadata, websiteRedirectLocation }
}

/** Storage class and access control list: what a copy never takes from its source. */
export function placingOf({ storageClass, ...input }: WrittenObject, bucket: BucketRecord): ObjectAttributes {
  const { acl, grants } = storedAcl(input)
  return { storageClass: keptClass(storageClass, bucket), acl: acl === 'default' ? undefined : acl, grants }
}

/** Tags of a request; undefined when it gives none. */
export function requestedTags({ tagging = {} }: Pick<WrittenObject, 'tagging'>): readonly ObjectTag[] | undefined {
  const tags = Object.entries(tagging).map(([key, value]) => ({ key, value }))
  checkTags(tags, greatestTagCount)
  return tags.length > 0 ? tags : undefined
}

/** Reads back what {@link attributesOf} gathered. */
export function readAttributes(attributes: JsonObject): ObjectAttributes {
  return attributes as ObjectAttributes
}

function checkMetadata(metadata: ObjectAttributes['metadata']): void {
  let sizeBytes = 0
  for (const name in metadata) {
    const value = metadata[name]!
    sizeBytes += name.length + value.length
    if (value.length > maxMetadataValueBytes || sizeBytes > maxMetadataBytes) throw new Fault('MetadataTooLarge')
  }
}
