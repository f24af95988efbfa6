import type { StringSchema } from '@cos/xml'
import { checkKey } from '../../operation/address.js'

/** A key in a document: checked and written as one in a path is, so that `/a` addresses the same object here and there. */
export const objectKey: StringSchema = { kind: 'string', format: (value, path) => checkKey(value, path), parse: (text) => text }
