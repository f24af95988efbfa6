import type { RequestMiddleware } from '../middleware/compose.js'
import type { BodyChecksum } from '../operation/body-checksum.js'
import { checkedBody } from './checked-body.js'
import { Crc64 } from './crc64.js'
import { verifyUpload } from './verify-upload.js'

/** CRC-64 of a body, by which COS and this SDK check each other. */
export const crc64Checksum: BodyChecksum = {
  header: 'x-cos-hash-crc64ecma',
  start() {
    const crc64 = new Crc64()
    return { update: (chunk) => crc64.update(chunk), text: () => crc64.digestText() }
  },
  verify: (request, next) => (request.body === undefined ? verifyDownload(request, next) : verifyUpload(request, next)),
}

const verifyDownload: RequestMiddleware = async (request, next) => {
  const response = await next(request)
  return { ...response, body: checkedBody(request, response) }
}
