import { type ClientExtension, type Command, type CommandMiddleware, type Handler, InputError } from '@cos/core'
import { chunkedFormat } from './chunked/chunked-format.js'
import type { ObjectFormat } from './formats/object-format.js'
import type { MasterKey } from './keys/master-key.js'
import { copyObject, uploadPartCopy } from './middleware/copy-object.js'
import { getObject } from './middleware/get-object.js'
import { headObject } from './middleware/head-object.js'
import { abortUpload, completeUpload, createUpload, listParts, uploadPart } from './middleware/multipart.js'
import { putObject } from './middleware/put-object.js'
import type { Call, Setting } from './middleware/setting.js'
import { UploadBook } from './middleware/upload-book.js'

/** Options of {@link encryption}. */
export interface EncryptionOptions {
  /** The master key; or several, of which the first encrypts and each decrypts what names it. Only the formats of other clients, which bring their own, do without. */
  readonly keys?: MasterKey | readonly MasterKey[] | undefined
  /** The format of what is written. Default `chunkedFormat()`. */
  readonly format?: ObjectFormat | undefined
  /** Further formats that may be read. Whoever can write metadata can choose among them. Default none. */
  readonly alsoRead?: readonly ObjectFormat[] | undefined
  /** Reads objects that are not encrypted, too; then nobody notices when one is replaced by a plain one. Default false. */
  readonly allowsPlainObjects?: boolean | undefined
}

/**
 * Encrypts what a client writes and decrypts what it reads: `client.with(encryption({ keys }))`. Commands and everything built
 * on them work as before; what COS sees, and may report of checksums and ETags, is the encrypted object.
 *
 * Presigned URLs, lists and server-side processing see the stored bytes. Reading throws a `DecryptionError` for an object that
 * is not encrypted, in a format not named here, or not what was written. Throws an `InputError` for options that cannot work.
 */
/* @__NO_SIDE_EFFECTS__ */
export function encryption(options: EncryptionOptions): ClientExtension {
  const setting = settingOf(options)
  const middleware: CommandMiddleware = (command, next) => {
    const handle = handlers[command.operation.name]
    if (handle) return handle(callOf(setting, command, next) as Call<never>)
    refuseBytes(command)
    return next(command)
  }
  return { commands: [middleware] }
}

/** By the name of the operation, which says what the input is. */
const handlers: Readonly<Record<string, (call: Call<never>) => Promise<unknown>>> = {
  PutObject: putObject,
  GetObject: getObject,
  HeadObject: headObject,
  CopyObject: copyObject,
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  CompleteMultipartUpload: completeUpload,
  AbortMultipartUpload: abortUpload,
  ListParts: listParts,
}

function callOf(setting: Setting, command: Command, next: Handler<Command, unknown>): Call<unknown> {
  return { setting, input: command.input, next, send: (input) => next({ operation: command.operation, input }) }
}

/** What nobody here encrypts must not leave as it is. */
function refuseBytes({ operation: { name, input: shape } }: Command): void {
  const sendsBytes = Object.values(shape).some((member) => {
    const { at, schema } = (member ?? {}) as { at?: unknown; schema?: { at?: unknown } }
    return at === 'body' || schema?.at === 'body'
  })
  if (sendsBytes || name === 'PostObject' || name === 'SelectObjectContent') {
    throw new InputError(`is ${name}, which works on the stored bytes; use a client without encryption for it`, { member: 'command' })
  }
}

function settingOf({ keys = [], format = chunkedFormat(), alsoRead = [], allowsPlainObjects = false }: EncryptionOptions): Setting {
  const list = Array.isArray(keys) ? (keys as readonly MasterKey[]) : [keys as MasterKey]
  if (list.length === 0 && format.needsKeys) throw new InputError('is needed', { member: 'keys' })
  for (const key of list) {
    if (typeof key?.wrap !== 'function' || typeof key.unwrap !== 'function')
      throw new InputError('must be a master key, or several', { member: 'keys' })
  }
  const names = list.map(({ algorithm, id }) => `${algorithm} ${id}`)
  const twice = names.find((name, index) => names.indexOf(name) !== index)
  if (twice) throw new InputError(`has two keys with the same id: ${twice}`, { member: 'keys' })
  return { keys: list, format, formats: [format, ...alsoRead], allowsPlainObjects, uploads: new UploadBook() }
}
