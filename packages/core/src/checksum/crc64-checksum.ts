import type { RequestMiddleware } from '../middleware/compose.js'
import type { BodyChecksum } from '../operation/body-checksum.js'
import { Crc64 } from './crc64.js'
import { verifyDownload } from './verify-download.js'
import { verifyUpload } from './verify-upload.js'

/** CRC-64 of a body that is sent, by which COS and this SDK check each other. */
export const sentCrc64: BodyChecksum = /* @__PURE__ */ checkedBy(verifyUpload)

/** CRC-64 of a body that is received. */
export const receivedCrc64: BodyChecksum = /* @__PURE__ */ checkedBy(verifyDownload)

function checkedBy(verify: RequestMiddleware): BodyChecksum {
  return {
    header: 'x-cos-hash-crc64ecma',
    start() {
      const crc64 = new Crc64()
      return { update: (chunk) => crc64.update(chunk), text: () => crc64.digestText() }
    },
    verify,
  }
}
