import type { Command, Handler } from '@cos/core'
import { DecryptionError } from '../errors/decryption-error.js'
import type { Metadata, ObjectFormat } from '../formats/object-format.js'
import type { MasterKey } from '../keys/master-key.js'
import type { UploadBook } from './upload-book.js'

/** What a client encrypts and decrypts with. */
export interface Setting {
  /** The first encrypts, all decrypt. */
  readonly keys: readonly MasterKey[]
  /** The format of what is written. */
  readonly format: ObjectFormat
  /** All formats that are read, that one first. */
  readonly formats: readonly ObjectFormat[]
  readonly allowsPlainObjects: boolean
  readonly uploads: UploadBook
}

/** What the middleware of one operation works with. */
export interface Call<Input> {
  readonly setting: Setting
  readonly input: Input
  /** Sends the command with another input. */
  send(input: Input): Promise<unknown>
  /** Sends another command in its place, with the same signal and deadline. */
  readonly next: Handler<Command, unknown>
}

/**
 * Finds the format of an object by its metadata; `undefined` for a plain object where that is allowed. Metadata of two
 * formats at once are refused, as are those of a format this client was not told to read: whoever can write metadata would
 * choose the weaker one.
 */
export function formatOf({ formats, allowsPlainObjects }: Setting, metadata: Metadata): ObjectFormat | undefined {
  const [claiming, another] = formats.filter((format) => format.claims(metadata))
  if (another) throw new DecryptionError('EnvelopeMalformed', 'The metadata claim two formats at once.')
  if (claiming) return claiming
  // Not by the formats' own word: this one may know less than wrote the object.
  const foreign = Object.keys(metadata).find((name) =>
    /^(cos-encryption|client-side-encryption-|x-cos-(key|iv|cek|wrap|matdesc|tag-len|crypto))/.test(name),
  )
  if (foreign) {
    throw new DecryptionError('FormatNotAllowed', `The metadata entry ${foreign} is of a format that alsoRead does not name.`)
  }
  if (allowsPlainObjects) return undefined
  throw new DecryptionError('NotEncrypted', 'The object is not encrypted, or its envelope was removed; allowsPlainObjects reads such.')
}

/** The metadata without what belongs to a format. */
export function userMetadata(metadata: Metadata, format: ObjectFormat): Metadata {
  return Object.fromEntries(Object.entries(metadata).filter(([name]) => !format.owns(name)))
}
