import { copyObject, uploadPartCopy } from '../middleware/copy-object.js'
import type { EncryptedOperations } from './encrypted-operations.js'

/** CopyObject and UploadPartCopy. The latter also needs `encryptedUploads`, for the upload that it adds a part to. */
export const encryptedCopies: EncryptedOperations = { CopyObject: copyObject, UploadPartCopy: uploadPartCopy }
