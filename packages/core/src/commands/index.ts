export { CreateBucketCommand, type CreateBucketInput, type CreateBucketOutput } from './bucket/create-bucket.js'
export { DeleteBucketCommand, type DeleteBucketInput, type DeleteBucketOutput } from './bucket/delete-bucket.js'
export { DeleteBucketCorsCommand, type DeleteBucketCorsInput, type DeleteBucketCorsOutput } from './bucket/delete-bucket-cors.js'
export { DeleteBucketDomainCommand, type DeleteBucketDomainInput, type DeleteBucketDomainOutput } from './bucket/delete-bucket-domain.js'
export {
  DeleteBucketDomainCertificateCommand,
  type DeleteBucketDomainCertificateInput,
  type DeleteBucketDomainCertificateOutput,
} from './bucket/delete-bucket-domain-certificate.js'
export {
  DeleteBucketEncryptionCommand,
  type DeleteBucketEncryptionInput,
  type DeleteBucketEncryptionOutput,
} from './bucket/delete-bucket-encryption.js'
export {
  DeleteBucketIntelligentTieringConfigurationCommand,
  type DeleteBucketIntelligentTieringConfigurationInput,
  type DeleteBucketIntelligentTieringConfigurationOutput,
} from './bucket/delete-bucket-intelligent-tiering-configuration.js'
export {
  DeleteBucketInventoryCommand,
  type DeleteBucketInventoryInput,
  type DeleteBucketInventoryOutput,
} from './bucket/delete-bucket-inventory.js'
export {
  DeleteBucketLifecycleCommand,
  type DeleteBucketLifecycleInput,
  type DeleteBucketLifecycleOutput,
} from './bucket/delete-bucket-lifecycle.js'
export { DeleteBucketOriginCommand, type DeleteBucketOriginInput, type DeleteBucketOriginOutput } from './bucket/delete-bucket-origin.js'
export { DeleteBucketPolicyCommand, type DeleteBucketPolicyInput, type DeleteBucketPolicyOutput } from './bucket/delete-bucket-policy.js'
export {
  DeleteBucketRefererCommand,
  type DeleteBucketRefererInput,
  type DeleteBucketRefererOutput,
} from './bucket/delete-bucket-referer.js'
export {
  DeleteBucketReplicationCommand,
  type DeleteBucketReplicationInput,
  type DeleteBucketReplicationOutput,
} from './bucket/delete-bucket-replication.js'
export {
  DeleteBucketTaggingCommand,
  type DeleteBucketTaggingInput,
  type DeleteBucketTaggingOutput,
} from './bucket/delete-bucket-tagging.js'
export {
  DeleteBucketWebsiteCommand,
  type DeleteBucketWebsiteInput,
  type DeleteBucketWebsiteOutput,
} from './bucket/delete-bucket-website.js'
export {
  GetBucketAccelerateCommand,
  type GetBucketAccelerateInput,
  type GetBucketAccelerateOutput,
} from './bucket/get-bucket-accelerate.js'
export { GetBucketAclCommand, type GetBucketAclInput, type GetBucketAclOutput } from './bucket/get-bucket-acl.js'
export { GetBucketCorsCommand, type GetBucketCorsInput, type GetBucketCorsOutput } from './bucket/get-bucket-cors.js'
export { GetBucketDomainCommand, type GetBucketDomainInput, type GetBucketDomainOutput } from './bucket/get-bucket-domain.js'
export {
  GetBucketDomainCertificateCommand,
  type GetBucketDomainCertificateInput,
  type GetBucketDomainCertificateOutput,
} from './bucket/get-bucket-domain-certificate.js'
export {
  GetBucketEncryptionCommand,
  type GetBucketEncryptionInput,
  type GetBucketEncryptionOutput,
} from './bucket/get-bucket-encryption.js'
export {
  GetBucketIntelligentTieringCommand,
  type GetBucketIntelligentTieringInput,
  type GetBucketIntelligentTieringOutput,
} from './bucket/get-bucket-intelligent-tiering.js'
export {
  GetBucketIntelligentTieringConfigurationCommand,
  type GetBucketIntelligentTieringConfigurationInput,
  type GetBucketIntelligentTieringConfigurationOutput,
} from './bucket/get-bucket-intelligent-tiering-configuration.js'
export { GetBucketInventoryCommand, type GetBucketInventoryInput, type GetBucketInventoryOutput } from './bucket/get-bucket-inventory.js'
export { GetBucketLifecycleCommand, type GetBucketLifecycleInput, type GetBucketLifecycleOutput } from './bucket/get-bucket-lifecycle.js'
export { GetBucketLocationCommand, type GetBucketLocationInput, type GetBucketLocationOutput } from './bucket/get-bucket-location.js'
export { GetBucketLoggingCommand, type GetBucketLoggingInput, type GetBucketLoggingOutput } from './bucket/get-bucket-logging.js'
export {
  GetBucketObjectLockConfigurationCommand,
  type GetBucketObjectLockConfigurationInput,
  type GetBucketObjectLockConfigurationOutput,
} from './bucket/get-bucket-object-lock-configuration.js'
export { GetBucketOriginCommand, type GetBucketOriginInput, type GetBucketOriginOutput } from './bucket/get-bucket-origin.js'
export { GetBucketPolicyCommand, type GetBucketPolicyInput, type GetBucketPolicyOutput } from './bucket/get-bucket-policy.js'
export { GetBucketRefererCommand, type GetBucketRefererInput, type GetBucketRefererOutput } from './bucket/get-bucket-referer.js'
export {
  GetBucketReplicationCommand,
  type GetBucketReplicationInput,
  type GetBucketReplicationOutput,
} from './bucket/get-bucket-replication.js'
export { GetBucketTaggingCommand, type GetBucketTaggingInput, type GetBucketTaggingOutput } from './bucket/get-bucket-tagging.js'
export {
  GetBucketVersioningCommand,
  type GetBucketVersioningInput,
  type GetBucketVersioningOutput,
} from './bucket/get-bucket-versioning.js'
export { GetBucketWebsiteCommand, type GetBucketWebsiteInput, type GetBucketWebsiteOutput } from './bucket/get-bucket-website.js'
export { HeadBucketCommand, type HeadBucketInput, type HeadBucketOutput } from './bucket/head-bucket.js'
export {
  ListBucketIntelligentTieringConfigurationsCommand,
  type ListBucketIntelligentTieringConfigurationsInput,
  type ListBucketIntelligentTieringConfigurationsOutput,
} from './bucket/list-bucket-intelligent-tiering-configurations.js'
export {
  ListBucketInventoryConfigurationsCommand,
  type ListBucketInventoryConfigurationsInput,
  type ListBucketInventoryConfigurationsOutput,
} from './bucket/list-bucket-inventory-configurations.js'
export { ListLiveChannelsCommand, type ListLiveChannelsInput, type ListLiveChannelsOutput } from './bucket/list-live-channels.js'
export { ListObjectVersionsCommand, type ListObjectVersionsInput, type ListObjectVersionsOutput } from './bucket/list-object-versions.js'
export { ListObjectsCommand, type ListObjectsInput, type ListObjectsOutput } from './bucket/list-objects.js'
export {
  PostBucketInventoryCommand,
  type PostBucketInventoryInput,
  type PostBucketInventoryOutput,
} from './bucket/post-bucket-inventory.js'
export {
  PutBucketAccelerateCommand,
  type PutBucketAccelerateInput,
  type PutBucketAccelerateOutput,
} from './bucket/put-bucket-accelerate.js'
export { PutBucketAclCommand, type PutBucketAclInput, type PutBucketAclOutput } from './bucket/put-bucket-acl.js'
export { PutBucketCorsCommand, type PutBucketCorsInput, type PutBucketCorsOutput } from './bucket/put-bucket-cors.js'
export { PutBucketDomainCommand, type PutBucketDomainInput, type PutBucketDomainOutput } from './bucket/put-bucket-domain.js'
export {
  PutBucketDomainCertificateCommand,
  type PutBucketDomainCertificateInput,
  type PutBucketDomainCertificateOutput,
} from './bucket/put-bucket-domain-certificate.js'
export {
  PutBucketEncryptionCommand,
  type PutBucketEncryptionInput,
  type PutBucketEncryptionOutput,
} from './bucket/put-bucket-encryption.js'
export {
  PutBucketIntelligentTieringCommand,
  type PutBucketIntelligentTieringInput,
  type PutBucketIntelligentTieringOutput,
} from './bucket/put-bucket-intelligent-tiering.js'
export {
  PutBucketIntelligentTieringConfigurationCommand,
  type PutBucketIntelligentTieringConfigurationInput,
  type PutBucketIntelligentTieringConfigurationOutput,
} from './bucket/put-bucket-intelligent-tiering-configuration.js'
export { PutBucketInventoryCommand, type PutBucketInventoryInput, type PutBucketInventoryOutput } from './bucket/put-bucket-inventory.js'
export { PutBucketLifecycleCommand, type PutBucketLifecycleInput, type PutBucketLifecycleOutput } from './bucket/put-bucket-lifecycle.js'
export { PutBucketLoggingCommand, type PutBucketLoggingInput, type PutBucketLoggingOutput } from './bucket/put-bucket-logging.js'
export {
  PutBucketObjectLockConfigurationCommand,
  type PutBucketObjectLockConfigurationInput,
  type PutBucketObjectLockConfigurationOutput,
} from './bucket/put-bucket-object-lock-configuration.js'
export { PutBucketOriginCommand, type PutBucketOriginInput, type PutBucketOriginOutput } from './bucket/put-bucket-origin.js'
export { PutBucketPolicyCommand, type PutBucketPolicyInput, type PutBucketPolicyOutput } from './bucket/put-bucket-policy.js'
export { PutBucketRefererCommand, type PutBucketRefererInput, type PutBucketRefererOutput } from './bucket/put-bucket-referer.js'
export {
  PutBucketReplicationCommand,
  type PutBucketReplicationInput,
  type PutBucketReplicationOutput,
} from './bucket/put-bucket-replication.js'
export { PutBucketTaggingCommand, type PutBucketTaggingInput, type PutBucketTaggingOutput } from './bucket/put-bucket-tagging.js'
export {
  PutBucketVersioningCommand,
  type PutBucketVersioningInput,
  type PutBucketVersioningOutput,
} from './bucket/put-bucket-versioning.js'
export { PutBucketWebsiteCommand, type PutBucketWebsiteInput, type PutBucketWebsiteOutput } from './bucket/put-bucket-website.js'
export {
  AbortMultipartUploadCommand,
  type AbortMultipartUploadInput,
  type AbortMultipartUploadOutput,
} from './multipart/abort-multipart-upload.js'
export {
  CompleteMultipartUploadCommand,
  type CompleteMultipartUploadInput,
  type CompleteMultipartUploadOutput,
} from './multipart/complete-multipart-upload.js'
export {
  CreateMultipartUploadCommand,
  type CreateMultipartUploadInput,
  type CreateMultipartUploadOutput,
} from './multipart/create-multipart-upload.js'
export {
  ListMultipartUploadsCommand,
  type ListMultipartUploadsInput,
  type ListMultipartUploadsOutput,
} from './multipart/list-multipart-uploads.js'
export { ListPartsCommand, type ListPartsInput, type ListPartsOutput } from './multipart/list-parts.js'
export { UploadPartCommand, type UploadPartInput, type UploadPartOutput } from './multipart/upload-part.js'
export { UploadPartCopyCommand, type UploadPartCopyInput, type UploadPartCopyOutput } from './multipart/upload-part-copy.js'
export { AppendObjectCommand, type AppendObjectInput, type AppendObjectOutput } from './object/append-object.js'
export { CopyObjectCommand, type CopyObjectInput, type CopyObjectOutput } from './object/copy-object.js'
export { DeleteLiveChannelCommand, type DeleteLiveChannelInput, type DeleteLiveChannelOutput } from './object/delete-live-channel.js'
export {
  DeleteMultipleObjectsCommand,
  type DeleteMultipleObjectsInput,
  type DeleteMultipleObjectsOutput,
} from './object/delete-multiple-objects.js'
export { DeleteObjectCommand, type DeleteObjectInput, type DeleteObjectOutput } from './object/delete-object.js'
export {
  DeleteObjectTaggingCommand,
  type DeleteObjectTaggingInput,
  type DeleteObjectTaggingOutput,
} from './object/delete-object-tagging.js'
export { GetAsyncFetchTaskCommand, type GetAsyncFetchTaskInput, type GetAsyncFetchTaskOutput } from './object/get-async-fetch-task.js'
export { GetLiveChannelCommand, type GetLiveChannelInput, type GetLiveChannelOutput } from './object/get-live-channel.js'
export {
  GetLiveChannelHistoryCommand,
  type GetLiveChannelHistoryInput,
  type GetLiveChannelHistoryOutput,
} from './object/get-live-channel-history.js'
export {
  GetLiveChannelStatusCommand,
  type GetLiveChannelStatusInput,
  type GetLiveChannelStatusOutput,
} from './object/get-live-channel-status.js'
export { GetObjectCommand, type GetObjectInput, type GetObjectOutput } from './object/get-object.js'
export { GetObjectAclCommand, type GetObjectAclInput, type GetObjectAclOutput } from './object/get-object-acl.js'
export { GetObjectRetentionCommand, type GetObjectRetentionInput, type GetObjectRetentionOutput } from './object/get-object-retention.js'
export { GetObjectTaggingCommand, type GetObjectTaggingInput, type GetObjectTaggingOutput } from './object/get-object-tagging.js'
export { GetSymlinkCommand, type GetSymlinkInput, type GetSymlinkOutput } from './object/get-symlink.js'
export { GetVodPlaylistCommand, type GetVodPlaylistInput, type GetVodPlaylistOutput } from './object/get-vod-playlist.js'
export { HeadObjectCommand, type HeadObjectInput, type HeadObjectOutput } from './object/head-object.js'
export { OptionsObjectCommand, type OptionsObjectInput, type OptionsObjectOutput } from './object/options-object.js'
export { PostObjectCommand, type PostObjectInput, type PostObjectOutput } from './object/post-object.js'
export { PostVodPlaylistCommand, type PostVodPlaylistInput, type PostVodPlaylistOutput } from './object/post-vod-playlist.js'
export { PutAsyncFetchTaskCommand, type PutAsyncFetchTaskInput, type PutAsyncFetchTaskOutput } from './object/put-async-fetch-task.js'
export { PutLiveChannelCommand, type PutLiveChannelInput, type PutLiveChannelOutput } from './object/put-live-channel.js'
export {
  PutLiveChannelSwitchCommand,
  type PutLiveChannelSwitchInput,
  type PutLiveChannelSwitchOutput,
} from './object/put-live-channel-switch.js'
export { PutObjectCommand, type PutObjectInput, type PutObjectOutput } from './object/put-object.js'
export { PutObjectAclCommand, type PutObjectAclInput, type PutObjectAclOutput } from './object/put-object-acl.js'
export { PutObjectRetentionCommand, type PutObjectRetentionInput, type PutObjectRetentionOutput } from './object/put-object-retention.js'
export { PutObjectTaggingCommand, type PutObjectTaggingInput, type PutObjectTaggingOutput } from './object/put-object-tagging.js'
export { PutSymlinkCommand, type PutSymlinkInput, type PutSymlinkOutput } from './object/put-symlink.js'
export { RenameObjectCommand, type RenameObjectInput, type RenameObjectOutput } from './object/rename-object.js'
export { RestoreObjectCommand, type RestoreObjectInput, type RestoreObjectOutput } from './object/restore-object.js'
export {
  SelectObjectContentCommand,
  type SelectObjectContentInput,
  type SelectObjectContentOutput,
} from './object/select-object-content.js'
export { ListBucketsCommand, type ListBucketsInput, type ListBucketsOutput } from './service/list-buckets.js'
