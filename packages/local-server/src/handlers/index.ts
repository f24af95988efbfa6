import { configurationHandlers } from '../configurations/stored-configurations.js'
import { abortMultipartUpload } from './abort-multipart-upload.js'
import { appendObject } from './append-object.js'
import { deleteBucketDomainCertificate, getBucketDomain, getBucketDomainCertificate, putBucketDomainCertificate } from './bucket-domains.js'
import { completeMultipartUpload } from './complete-multipart-upload.js'
import { copyObject } from './copy-object.js'
import { createBucket } from './create-bucket.js'
import { createMultipartUpload } from './create-multipart-upload.js'
import { deleteBucket } from './delete-bucket.js'
import { deleteMultipleObjects } from './delete-multiple-objects.js'
import { deleteObject } from './delete-object.js'
import { deleteObjectTagging } from './delete-object-tagging.js'
import { getAsyncFetchTask } from './get-async-fetch-task.js'
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
import { listBucketIntelligentTieringConfigurations } from './list-bucket-intelligent-tiering-configurations.js'
import { listBucketInventoryConfigurations } from './list-bucket-inventory-configurations.js'
import { listBuckets } from './list-buckets.js'
import { listMultipartUploads } from './list-multipart-uploads.js'
import { listObjectVersions } from './list-object-versions.js'
import { listObjects } from './list-objects.js'
import { listParts } from './list-parts.js'
import {
  deleteLiveChannel,
  getLiveChannel,
  getLiveChannelHistory,
  getLiveChannelStatus,
  listLiveChannels,
  putLiveChannel,
  putLiveChannelSwitch,
} from './live-channels.js'
import { postObject } from './post-object.js'
import { putAsyncFetchTask } from './put-async-fetch-task.js'
import { putBucketAcl } from './put-bucket-acl.js'
import { putBucketVersioning } from './put-bucket-versioning.js'
import { putObject } from './put-object.js'
import { putObjectAcl } from './put-object-acl.js'
import { putObjectRetention } from './put-object-retention.js'
import { putObjectTagging } from './put-object-tagging.js'
import { putSymlink } from './put-symlink.js'
import { renameObject } from './rename-object.js'
import { restoreObject } from './restore-object.js'
import { selectObjectContent } from './select-object-content.js'
import { uploadPart } from './upload-part.js'
import { uploadPartCopy } from './upload-part-copy.js'
import { getVodPlaylist, postVodPlaylist } from './vod-playlists.js'

/** What this server does, by COS's name of the operation. */
export const handlers: Readonly<Record<string, Handler>> = {
  AbortMultipartUpload: abortMultipartUpload,
  AppendObject: appendObject,
  CompleteMultipartUpload: completeMultipartUpload,
  CopyObject: copyObject,
  CreateBucket: createBucket,
  CreateMultipartUpload: createMultipartUpload,
  DeleteBucket: deleteBucket,
  DeleteBucketDomainCertificate: deleteBucketDomainCertificate,
  DeleteLiveChannel: deleteLiveChannel,
  DeleteMultipleObjects: deleteMultipleObjects,
  DeleteObject: deleteObject,
  DeleteObjectTagging: deleteObjectTagging,
  GetAsyncFetchTask: getAsyncFetchTask,
  GetBucketAcl: getBucketAcl,
  GetBucketDomain: getBucketDomain,
  GetBucketDomainCertificate: getBucketDomainCertificate,
  GetBucketLocation: getBucketLocation,
  GetBucketVersioning: getBucketVersioning,
  GetLiveChannel: getLiveChannel,
  GetLiveChannelHistory: getLiveChannelHistory,
  GetLiveChannelStatus: getLiveChannelStatus,
  GetObject: getObject,
  GetObjectAcl: getObjectAcl,
  GetObjectRetention: getObjectRetention,
  GetObjectTagging: getObjectTagging,
  GetSymlink: getSymlink,
  GetVodPlaylist: getVodPlaylist,
  HeadBucket: headBucket,
  HeadObject: headObject,
  ListBucketIntelligentTieringConfigurations: listBucketIntelligentTieringConfigurations,
  ListBucketInventoryConfigurations: listBucketInventoryConfigurations,
  ListBuckets: listBuckets,
  ListLiveChannels: listLiveChannels,
  ListMultipartUploads: listMultipartUploads,
  ListObjectVersions: listObjectVersions,
  ListObjects: listObjects,
  ListParts: listParts,
  PostObject: postObject,
  PostVodPlaylist: postVodPlaylist,
  PutAsyncFetchTask: putAsyncFetchTask,
  PutBucketAcl: putBucketAcl,
  PutBucketDomainCertificate: putBucketDomainCertificate,
  PutBucketVersioning: putBucketVersioning,
  PutLiveChannel: putLiveChannel,
  PutLiveChannelSwitch: putLiveChannelSwitch,
  PutObject: putObject,
  PutObjectAcl: putObjectAcl,
  PutObjectRetention: putObjectRetention,
  PutObjectTagging: putObjectTagging,
  PutSymlink: putSymlink,
  RenameObject: renameObject,
  RestoreObject: restoreObject,
  SelectObjectContent: selectObjectContent,
  UploadPart: uploadPart,
  UploadPartCopy: uploadPartCopy,
  ...configurationHandlers,
}
