import { md5 } from '#md5'
import type { BodyDigest } from '../operation/define-operation.js'
import { base64 } from './base64.js'

/** `Content-MD5`, which COS wants with every document. */
export const contentMd5: BodyDigest = { header: 'content-md5', digest: (bytes) => base64(md5(bytes)) }
