import { InputError } from '@cos/core'
import { checkFilePath } from '../check-path.js'
import { customHeadersOf, type V4Headers } from './custom-headers.js'
import { jsonCall } from './json-call.js'
import { checkBizAttr } from './members.js'
import { StatFileCommand, type V4Authority } from './stat-file.js'
import type { V4Address } from './v4-operation.js'
import { v4Command, v4Composite } from './v4-operation.js'

/** Headers are changed in one of two ways. */
export type HeaderChange =
  | {
      /** Becomes the whole set: headers and metadata that are not in it are removed by the service. */
      readonly replaceHeaders?: V4Headers | undefined
      readonly mergeHeaders?: undefined
    }
  | {
      readonly replaceHeaders?: undefined
      /** Is added to the headers there are, which are read first. Another writer in between is overwritten. */
      readonly mergeHeaders: V4Headers
    }

/** Input of {@link UpdateFileCommand}. */
export type UpdateFileInput = V4Address &
  HeaderChange & {
    /** A remark. Default: stays. */
    readonly bizAttr?: string | undefined
    /** Who may read the file. Default: stays. */
    readonly authority?: V4Authority | undefined
  }

interface Attributes extends V4Address {
  readonly bizAttr: string | undefined
  readonly authority: V4Authority | undefined
  readonly customHeaders: Readonly<Record<string, string>> | undefined
}

const authorities: readonly string[] = ['eInvalid', 'eWRPrivate', 'eWPrivateRPublic']

/** The request itself, with the whole set of headers. */
class UpdateAttributesCommand extends v4Command<Attributes, undefined>({
  name: 'UpdateFile',
  write: ({ path, bizAttr, authority, customHeaders }) =>
    jsonCall(
      checkFilePath(path),
      { op: 'update', biz_attr: checkBizAttr(bizAttr), authority, custom_headers: customHeaders },
      { signature: 'once', isIdempotent: true },
    ),
  read: () => undefined,
}) {}

/**
 * Changes attributes of a file (`op=update`). What is left out stays, but for headers, which the service replaces as a whole:
 * say `replaceHeaders` to mean that, or `mergeHeaders` to keep the others.
 */
export class UpdateFileCommand extends v4Composite<UpdateFileInput, undefined>({
  name: 'UpdateFile',
  async perform(input, { call }) {
    const { bucket, path, bizAttr, authority, replaceHeaders, mergeHeaders } = input
    const isEmpty = [bizAttr, authority, replaceHeaders, mergeHeaders].every((member) => member === undefined)
    if (isEmpty) throw new InputError('bizAttr, authority, replaceHeaders or mergeHeaders is needed', { member: 'input' })
    if (authority !== undefined && !authorities.includes(authority))
      throw new InputError(`must be ${authorities.join(', ')}`, { member: 'authority' })
    if (replaceHeaders && mergeHeaders) throw new InputError('excludes replaceHeaders', { member: 'mergeHeaders' })
    let customHeaders = replaceHeaders && customHeadersOf(replaceHeaders, 'replaceHeaders')
    if (mergeHeaders) {
      const added = customHeadersOf(mergeHeaders, 'mergeHeaders')
      const { output } = await call(new StatFileCommand({ bucket, path }))
      customHeaders = merged(output.customHeaders, added)
    }
    return call(new UpdateAttributesCommand({ bucket, path, bizAttr, authority, customHeaders }))
  },
}) {}

/** Names of headers differ in nothing but case. */
function merged(present: Readonly<Record<string, string>>, added: Readonly<Record<string, string>>): Record<string, string> {
  const replaced = new Set(Object.keys(added).map((name) => name.toLowerCase()))
  return { ...Object.fromEntries(Object.entries(present).filter(([name]) => !replaced.has(name.toLowerCase()))), ...added }
}
