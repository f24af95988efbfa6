import { configurationHandlers } from '../configurations/stored-configurations.js'
import { abortMultipartUpload } from './abort-multipart-upload.js'
import { appendObject } from './append-object.js'
import { completeMultipartUpload } from './complete-multipart-upload.js'
import { copyObject } from './copy-object.js'
import { createBucket } from './create-bucket.js'
import { createMultipartUpload } from './create-multipart-upload.js'
import { deleteBucket } from './delete-bucket.js'
import { deleteMultipleObjects } from './delete-multiple-objects.js'
import { deleteObject } from './delete-object.js'
import { deleteObjectTagging } from './delete-object-tagging.js'
import { getBucketAcl } from './get-bucket-acl.js'
import { getBucketLocation } from './get-bucket-location.js'
import { getBucketVersioning } from './get-bucket-versioning.js'
import { getObject } from './get-object.js'
import { getObjectAcl } from './get-object-acl.js'
import { getObjectRetention } from './get-object-retention.js'
import { getObjectTagging } from './get-object-tagging.js'
import { getSymlink } from './get-symlink.js'
import type { Handler } from './handler.js'
import { headBucket } from './head-bucket.js'
import { headObject } from './head-object.js'
import { listBucketInventoryConfigurations } from './list-bucket-inventory-configurations.js'
import { listBuckets } from './list-buckets.js'
import { listMultipartUploads } from './list-multipart-uploads.js'
import { listObjectVersions } from './list-object-versions.js'
import { listObjects } from './list-objects.js'
import { listParts } from './list-parts.js'
import { postObject } from './post-object.js'
import { putBucketAcl } from './put-bucket-acl.js'
import { putBucketVersioning } from './put-bucket-versioning.js'
import { putObject } from './put-object.js'
import { putObjectAcl } from './put-object-acl.js'
import { putObjectRetention } from './put-object-retention.js'
import { putObjectTagging } from './put-object-tagging.js'
import { putSymlink } from './put-symlink.js'
import { renameObject } from './rename-object.js'
import { restoreObject } from './restore-object.js'
import { uploadPart } from './upload-part.js'
import { uploadPartCopy } from './upload-part-copy.js'

/** What this server does, by COS's name of the operation. */
export const handlers: Readonly<Record<string, Handler>> = {
  AbortMultipartUpload: abortMultipartUpload,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: createBucket,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: deleteBucket,
  DeleteMultipleObjects: deleteMultipleObjects,
  DeleteObject: deleteObject,
  DeleteObjectTagging: deleteObjectTagging,
  GetBucketAcl: getBucketAcl,
  GetBucketLocation: getBucketLocation,
  GetBucketVersioning: getBucketVersioning,
  GetObject: getObject,
  GetObjectAcl: getObjectAcl,
  GetObjectRetention: getObjectRetention,
  GetObjectTagging: getObjectTagging,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListBucketInventoryConfigurations: listBucketInventoryConfigurations,
  ListBuckets: listBuckets,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  ListObjects: listObjects,
  ListParts: listParts,
  PutBucketAcl: putBucketAcl,
  PutBucketVersioning: putBucketVersioning,
  PutObject: putObject,
  PutObjectAcl: putObjectAcl,
  PutObjectRetention: putObjectRetention,
  PutObjectTagging: putObjectTagging,
  RestoreObject: restoreObject,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  ...configurationHandlers,
  AppendObject: appendObject,
  GetSymlink: getSymlink,
  PutSymlink: putSymlink,
  RenameObject: renameObject,
  PostObject: postObject,
}
