import { optional } from '@cos/xml'
import { cosHeader, header } from '../../operation/bindings.js'

/** How an object is encrypted, as answers tell it; the key of SSE-C never comes back. */
export const encryptionAnswer = {
  /** `AES256` for SSE-COS, `cos/kms` for SSE-KMS. */
  serverSideEncryption: optional(cosHeader()),
  /** Key of the key management service, with SSE-KMS. */
  kmsKeyId: optional(header('x-cos-server-side-encryption-cos-kms-key-id')),
  /** `AES256` with SSE-C. */
  customerAlgorithm: optional(header('x-cos-server-side-encryption-customer-algorithm')),
  /** Base64 of the MD5 of the caller's key, with SSE-C. */
  customerKeyMd5: optional(header('x-cos-server-side-encryption-customer-key-md5')),
}
