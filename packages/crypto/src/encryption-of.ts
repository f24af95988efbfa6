import { type ClientExtension, type Command, type CommandMiddleware, InputError } from '@cos/core'
import { chunkedFormat } from './chunked/chunked-format.js'
import type { ObjectFormat } from './formats/object-format.js'
import type { MasterKey } from './keys/master-key.js'
import type { Call, Setting } from './middleware/setting.js'
import type { EncryptedOperations } from './operations/encrypted-operations.js'

/** Options of {@link encryption} and {@link encryptionOf}. */
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
 * What {@link encryption} is, for pages that count bytes: encrypts the operations that are given and brings the code for no
 * others, `client.with(encryptionOf([encryptedReads], { keys }))`. Operations on objects that were not given are refused with an
 * `InputError`, so that nothing is sent or read as it is. Throws an `InputError` for options that cannot work.
 */
/* @__NO_SIDE_EFFECTS__ */
export function encryptionOf(operations: readonly EncryptedOperations[], options: EncryptionOptions): ClientExtension {
  const setting = settingOf(options)
  const handlers: EncryptedOperations = Object.assign({}, ...operations)
  const middleware: CommandMiddleware = (command, next) => {
    const { operation, input } = command
    const handle = handlers[operation.name]
    if (handle) return handle({ setting, input, next, send: (changed) => next({ operation, input: changed }) } as Call<never>)
    refuseStored(command)
    return next(command)
  }
  return { commands: [middleware] }
}

/** What works on the bytes or the envelope of an object, besides what sends bytes. */
const onStored = /^(Get|Head|Copy|Post)Object$|^(Create|Complete|Abort)M|^UploadPartCopy|^ListParts|^SelectO/

/** What nobody here encrypts must neither leave nor arrive as it is. */
function refuseStored({ operation: { name, input: shape } }: Command): void {
  const members = Object.values(shape) as readonly ({ readonly at?: unknown; readonly schema?: { readonly at?: unknown } } | undefined)[]
  const sendsBytes = members.some((member) => member?.at === 'body' || member?.schema?.at === 'body')
  if (sendsBytes || onStored.test(name)) {
    throw new InputError(`is ${name}, which needs a client without encryption`, { member: 'command' })
  }
}

function settingOf({ keys = [], format = chunkedFormat(), alsoRead = [], allowsPlainObjects = false }: EncryptionOptions): Setting {
  const list = [keys].flat() as readonly MasterKey[]
  const isKey = (key: Partial<MasterKey> | undefined) => key?.wrap && key.unwrap
  if ((format.needsKeys && list.length === 0) || !list.every(isKey)) {
    throw new InputError('must be a master key, or several', { member: 'keys' })
  }
  const names = new Set(list.map(({ algorithm, id }) => `${algorithm} ${id}`))
  if (names.size < list.length) throw new InputError('has two keys of one id', { member: 'keys' })
  return { keys: list, format, formats: [format, ...alsoRead], allowsPlainObjects, uploads: new Map() }
}
