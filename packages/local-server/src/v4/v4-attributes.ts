import type { JsonObject } from '../store/json.js'
import type { ObjectRecord } from '../store/records.js'
import { V4Fault } from './v4-fault.js'

/** What the V4 API keeps of a file that the XML API does not know. */
export interface V4Attributes {
  readonly bizAttr?: string | undefined
  /** SHA-1 in hexadecimal. */
  readonly sha?: string | undefined
  readonly authority?: string | undefined
  readonly createdAtMs?: number | undefined
}

/** Access control lists that the authorities of this API mean. */
const lists: Readonly<Record<string, string | undefined>> = {
  eInvalid: undefined,
  eWRPrivate: 'private',
  eWPrivateRPublic: 'public-read',
}

const headers = {
  'cache-control': 'cacheControl',
  'content-disposition': 'contentDisposition',
  'content-encoding': 'contentEncoding',
  'content-language': 'contentLanguage',
  'content-type': 'contentType',
} as const
const headerNames = {
  cacheControl: 'Cache-Control',
  contentDisposition: 'Content-Disposition',
  contentEncoding: 'Content-Encoding',
  contentLanguage: 'Content-Language',
  contentType: 'Content-Type',
} as const

/** Reads what this API keeps of an object; nothing of one that came through the XML API. */
export function attributesOfV4({ attributes }: Pick<ObjectRecord, 'attributes'>): V4Attributes {
  return (attributes['v4'] ?? {}) as V4Attributes
}

/** Adds to what this API keeps. */
export function withV4(attributes: JsonObject, added: V4Attributes): JsonObject {
  return { ...attributes, v4: { ...(attributes['v4'] as JsonObject | undefined), ...added } as JsonObject }
}

/** Sets who may read, in both APIs. */
export function withAuthority(attributes: JsonObject, authority: string): JsonObject {
  if (!Object.hasOwn(lists, authority)) throw new V4Fault(-5999, 'authority')
  const { acl: _, grants: __, ...others } = attributes
  const acl = lists[authority]
  return withV4(acl === undefined ? others : { ...others, acl }, { authority })
}

/** Replaces the whole set of headers and metadata. */
export function withHeaders(attributes: JsonObject, custom: Readonly<Record<string, string>>): JsonObject {
  const {
    cacheControl: _c,
    contentDisposition: _d,
    contentEncoding: _e,
    contentLanguage: _l,
    contentType: _t,
    metadata: _m,
    ...others
  } = attributes
  const replaced: Record<string, JsonObject[string]> = { ...others }
  const metadata: Record<string, string> = {}
  for (const [name, value] of Object.entries(custom)) {
    const lower = name.toLowerCase()
    const member = headers[lower as keyof typeof headers]
    if (member) replaced[member] = value
    else if (/^x-cos-meta-./.test(lower)) metadata[lower.slice('x-cos-meta-'.length)] = value
    else throw new V4Fault(-5999, `custom_headers: ${name}`)
  }
  return { ...replaced, metadata }
}

/** The headers a download carries, under the names of this API. */
export function customHeadersOf(attributes: JsonObject): Record<string, string> {
  const shown: Record<string, string> = {}
  for (const [member, name] of Object.entries(headerNames)) if (typeof attributes[member] === 'string') shown[name] = attributes[member]
  for (const [name, value] of Object.entries((attributes['metadata'] ?? {}) as Record<string, string>)) shown[`x-cos-meta-${name}`] = value
  return shown
}
