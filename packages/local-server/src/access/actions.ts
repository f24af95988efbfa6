/**
 * What the access control lists must grant for an operation: a permission on the bucket or on the object. `owner` is granted by no
 * list, only by policies; `account` is no matter of one bucket; `keys WRITE` is WRITE on the bucket, asked for each key that stands
 * inside the request; `anybody` may.
 */
export type Demand =
  | 'bucket READ'
  | 'bucket WRITE'
  | 'bucket READ_ACP'
  | 'bucket WRITE_ACP'
  | 'object READ'
  | 'object READ_ACP'
  | 'object WRITE_ACP'
  | 'owner'
  | 'account'
  | 'keys WRITE'
  | 'anybody'

/**
 * The right each operation needs: the action that policies name, without its `name/cos:`, and what lists must grant instead. This
 * is the one place; an operation that is not here does not pass the tests.
 */
export const actions: Readonly<Record<string, readonly [action: string, demand: Demand]>> = {
  AbortMultipartUpload: ['AbortMultipartUpload', 'bucket WRITE'],
  AppendObject: ['AppendObject', 'bucket WRITE'],
  CompleteMultipartUpload: ['CompleteMultipartUpload', 'bucket WRITE'],
  CopyObject: ['PutObject', 'bucket WRITE'],
  CreateBucket: ['PutBucket', 'account'],
  CreateMultipartUpload: ['InitiateMultipartUpload', 'bucket WRITE'],
  DeleteBucket: ['DeleteBucket', 'owner'],
  DeleteBucketCors: ['DeleteBucketCORS', 'owner'],
  DeleteBucketDomain: ['DeleteBucketDomain', 'owner'],
  DeleteBucketDomainCertificate: ['DeleteBucketDomainCertificate', 'owner'],
  DeleteBucketEncryption: ['DeleteBucketEncryption', 'owner'],
  DeleteBucketIntelligentTieringConfiguration: ['DeleteBucketIntelligentTiering', 'owner'],
  DeleteBucketInventory: ['DeleteBucketInventory', 'owner'],
  DeleteBucketLifecycle: ['DeleteBucketLifecycle', 'owner'],
  DeleteBucketOrigin: ['DeleteBucketOrigin', 'owner'],
  DeleteBucketPolicy: ['DeleteBucketPolicy', 'owner'],
  DeleteBucketReferer: ['PutBucketReferer', 'owner'],
  DeleteBucketReplication: ['DeleteBucketReplication', 'owner'],
  DeleteBucketTagging: ['DeleteBucketTagging', 'owner'],
  DeleteBucketWebsite: ['DeleteBucketWebsite', 'owner'],
  DeleteLiveChannel: ['DeleteLiveChannel', 'bucket WRITE'],
  DeleteMultipleObjects: ['DeleteMultipleObjects', 'keys WRITE'],
  DeleteObject: ['DeleteObject', 'bucket WRITE'],
  DeleteObjectTagging: ['DeleteObjectTagging', 'bucket WRITE'],
  GetAsyncFetchTask: ['GetAsyncFetchTask', 'bucket WRITE'],
  GetBucketAccelerate: ['GetBucketAccelerate', 'owner'],
  GetBucketAcl: ['GetBucketACL', 'bucket READ_ACP'],
  GetBucketCors: ['GetBucketCORS', 'owner'],
  GetBucketDomain: ['GetBucketDomain', 'owner'],
  GetBucketDomainCertificate: ['GetBucketDomainCertificate', 'owner'],
  GetBucketEncryption: ['GetBucketEncryption', 'owner'],
  GetBucketIntelligentTiering: ['GetBucketIntelligentTiering', 'owner'],
  GetBucketIntelligentTieringConfiguration: ['GetBucketIntelligentTiering', 'owner'],
  GetBucketInventory: ['GetBucketInventory', 'owner'],
  GetBucketLifecycle: ['GetBucketLifecycle', 'owner'],
  GetBucketLocation: ['GetBucketLocation', 'owner'],
  GetBucketLogging: ['GetBucketLogging', 'owner'],
  GetBucketObjectLockConfiguration: ['GetBucketObjectLockConfiguration', 'owner'],
  GetBucketOrigin: ['GetBucketOrigin', 'owner'],
  GetBucketPolicy: ['GetBucketPolicy', 'owner'],
  GetBucketReferer: ['GetBucketReferer', 'owner'],
  GetBucketReplication: ['GetBucketReplication', 'owner'],
  GetBucketTagging: ['GetBucketTagging', 'owner'],
  GetBucketVersioning: ['GetBucketVersioning', 'owner'],
  GetBucketWebsite: ['GetBucketWebsite', 'owner'],
  GetLiveChannel: ['GetLiveChannel', 'bucket WRITE'],
  GetLiveChannelHistory: ['GetLiveChannelHistory', 'bucket WRITE'],
  GetLiveChannelStatus: ['GetLiveChannelStatus', 'bucket WRITE'],
  GetObject: ['GetObject', 'object READ'],
  GetObjectAcl: ['GetObjectACL', 'object READ_ACP'],
  GetObjectRetention: ['GetObjectRetention', 'object READ'],
  GetObjectTagging: ['GetObjectTagging', 'object READ'],
  GetSymlink: ['GetSymlink', 'object READ'],
  GetVodPlaylist: ['GetVodPlaylist', 'bucket WRITE'],
  HeadBucket: ['HeadBucket', 'bucket READ'],
  HeadObject: ['HeadObject', 'object READ'],
  ListBucketIntelligentTieringConfigurations: ['GetBucketIntelligentTiering', 'owner'],
  ListBucketInventoryConfigurations: ['ListBucketInventoryConfigurations', 'owner'],
  ListBuckets: ['GetService', 'account'],
  ListLiveChannels: ['ListLiveChannels', 'bucket WRITE'],
  ListMultipartUploads: ['ListMultipartUploads', 'bucket READ'],
  ListObjectVersions: ['GetBucketObjectVersions', 'bucket READ'],
  ListObjects: ['GetBucket', 'bucket READ'],
  ListParts: ['ListParts', 'bucket WRITE'],
  // Whoever may ask, the rules of the bucket answer: a browser signs no preflight.
  OptionsObject: ['OptionsObject', 'anybody'],
  PostBucketInventory: ['PostBucketInventory', 'owner'],
  PostObject: ['PostObject', 'keys WRITE'],
  PostVodPlaylist: ['PostVodPlaylist', 'bucket WRITE'],
  PutAsyncFetchTask: ['PutAsyncFetchTask', 'bucket WRITE'],
  PutBucketAccelerate: ['PutBucketAccelerate', 'owner'],
  PutBucketAcl: ['PutBucketACL', 'bucket WRITE_ACP'],
  PutBucketCors: ['PutBucketCORS', 'owner'],
  PutBucketDomain: ['PutBucketDomain', 'owner'],
  PutBucketDomainCertificate: ['PutBucketDomainCertificate', 'owner'],
  PutBucketEncryption: ['PutBucketEncryption', 'owner'],
  PutBucketIntelligentTiering: ['PutBucketIntelligentTiering', 'owner'],
  PutBucketIntelligentTieringConfiguration: ['PutBucketIntelligentTiering', 'owner'],
  PutBucketInventory: ['PutBucketInventory', 'owner'],
  PutBucketLifecycle: ['PutBucketLifecycle', 'owner'],
  PutBucketLogging: ['PutBucketLogging', 'owner'],
  PutBucketObjectLockConfiguration: ['PutBucketObjectLockConfiguration', 'owner'],
  PutBucketOrigin: ['PutBucketOrigin', 'owner'],
  PutBucketPolicy: ['PutBucketPolicy', 'owner'],
  PutBucketReferer: ['PutBucketReferer', 'owner'],
  PutBucketReplication: ['PutBucketReplication', 'owner'],
  PutBucketTagging: ['PutBucketTagging', 'owner'],
  PutBucketVersioning: ['PutBucketVersioning', 'owner'],
  PutBucketWebsite: ['PutBucketWebsite', 'owner'],
  PutLiveChannel: ['PutLiveChannel', 'bucket WRITE'],
  PutLiveChannelSwitch: ['PutLiveChannelSwitch', 'bucket WRITE'],
  PutObject: ['PutObject', 'bucket WRITE'],
  PutObjectAcl: ['PutObjectACL', 'object WRITE_ACP'],
  PutObjectRetention: ['PutObjectRetention', 'owner'],
  PutObjectTagging: ['PutObjectTagging', 'bucket WRITE'],
  PutSymlink: ['PutSymlink', 'bucket WRITE'],
  RenameObject: ['RenameObject', 'bucket WRITE'],
  RestoreObject: ['PostObjectRestore', 'bucket WRITE'],
  SelectObjectContent: ['SelectObjectContent', 'object READ'],
  UploadPart: ['UploadPart', 'bucket WRITE'],
  UploadPartCopy: ['UploadPartCopy', 'bucket WRITE'],
}
