import { type Command, type Handler, InputError } from '@cos/core'
import type { Content, Layout, Metadata, PartRules } from '../formats/object-format.js'
import { ArrivedPartsCommand, type ArrivedPartsOutput } from './arrived-parts.js'
import { isLastPart } from './part-rules.js'

/** A part as it was sent. */
export interface KnownPart {
  readonly plainBytes: number
  /** Where it stands in the object; unknown for parts that another process sent. */
  readonly offsetBytes: number | undefined
  readonly crc64?: string | undefined
}

/** An upload that is under way. */
export interface OpenUpload {
  /** The name the service knows it by. */
  readonly uploadId: string
  readonly content: Content
  readonly rules: PartRules
  readonly layout: Layout
  readonly metadata: Metadata
  /** What parts that have arrived were encrypted in: as much as parts are sent at once, and none while no part is. */
  readonly memory: Uint8Array[]
  /** How many parts are being sent. */
  sendingCount: number
  /** The last attempt at each part, by number. */
  readonly begun: Map<number, KnownPart>
  /** Parts that arrived, by number and ETag. */
  readonly arrived: Map<string, KnownPart>
  /** True when this client began it, so that it knows all parts. */
  readonly isOwn: boolean
  /** Fills the book with the parts that others sent. */
  listing: Promise<void> | undefined
}

type ArrivedPart = ArrivedPartsOutput['parts'][number]

/** Uploads that a client has under way, by the ids that callers see. What it forgets can be opened again by the ticket in the id. */
export type UploadBook = Map<string, OpenUpload>

/** Notes an upload. */
export function bookUpload(uploads: UploadBook, id: string, upload: OpenUpload): void {
  uploads.set(id, upload)
  // Uploads that nobody ends must not fill the memory.
  if (uploads.size > 1000) uploads.delete(uploads.keys().next().value!)
}

/** Where upload ids of this client carry the ticket. No character of it is one that the service uses. */
export const ticketMark = '~'

/** The id of an upload as the service knows it. */
export function serviceUploadId(uploadId: string): string {
  return uploadId.split(ticketMark, 1)[0]!
}

/** Lists all parts of an upload that have arrived. */
export async function listArrived(
  next: Handler<Command, unknown>,
  input: { readonly bucket: string; readonly key: string; readonly uploadId: string },
): Promise<ArrivedPart[]> {
  const parts: ArrivedPart[] = []
  for (let partNumberMarker: number | undefined; ; ) {
    const page = (await next(new ArrivedPartsCommand({ ...input, partNumberMarker }))) as ArrivedPartsOutput
    parts.push(...page.parts)
    if (!page.isTruncated || page.nextPartNumberMarker === undefined) return parts
    partNumberMarker = page.nextPartNumberMarker
  }
}

/**
 * Says where a part begins: behind the parts before it. When not all of those are known, parts of one size are assumed; what
 * was assumed is checked before the upload is completed.
 */
export function offsetOf({ begun, rules }: OpenUpload, partNumber: number, plainBytes: number): number | undefined {
  let offset = 0
  for (let number = 1; number < partNumber; number++) {
    const part = begun.get(number)
    if (!part) return uniformOffset(begun, rules, partNumber, plainBytes)
    offset += part.plainBytes
  }
  return offset
}

function uniformOffset(begun: OpenUpload['begun'], rules: PartRules, partNumber: number, plainBytes: number): number | undefined {
  const sizes = [...begun].filter(([number]) => number < partNumber).map(([, part]) => part.plainBytes)
  if (!isLastPart(rules, partNumber, plainBytes)) sizes.push(plainBytes)
  else for (const [number, part] of begun) if (number > partNumber) sizes.push(part.plainBytes)
  const [size] = sizes
  return size !== undefined && sizes.every((other) => other === size) ? (partNumber - 1) * size : undefined
}

/** Refuses to go on with an upload whose key nobody has. */
export function unknownUpload(): InputError {
  return new InputError(
    'names an upload that was not begun through this client. Without its data key no part can be added; begin it again.',
    { member: 'uploadId' },
  )
}
