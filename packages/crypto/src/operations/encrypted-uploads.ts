import { headObject } from '../middleware/head-object.js'
import { abortUpload, completeUpload, createUpload, listParts, uploadPart } from '../middleware/multipart.js'
import type { EncryptedOperations } from './encrypted-operations.js'

/**
 * CreateMultipartUpload, UploadPart, ListParts, CompleteMultipartUpload, AbortMultipartUpload and HeadObject: objects that are
 * sent in parts.
 */
export const encryptedUploads: EncryptedOperations = {
  CreateMultipartUpload: createUpload,
  UploadPart: uploadPart,
  CompleteMultipartUpload: completeUpload,
  AbortMultipartUpload: abortUpload,
  ListParts: listParts,
  HeadObject: headObject,
}
