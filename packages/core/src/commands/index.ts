export { CreateBucketCommand, type CreateBucketInput, type CreateBucketOutput } from './bucket/create-bucket.js'
export { DeleteBucketCommand, type DeleteBucketInput, type DeleteBucketOutput } from './bucket/delete-bucket.js'
export { GetBucketLocationCommand, type GetBucketLocationInput, type GetBucketLocationOutput } from './bucket/get-bucket-location.js'
export { HeadBucketCommand, type HeadBucketInput, type HeadBucketOutput } from './bucket/head-bucket.js'
export { ListObjectsCommand, type ListObjectsInput, type ListObjectsOutput } from './bucket/list-objects.js'
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
export { CopyObjectCommand, type CopyObjectInput, type CopyObjectOutput } from './object/copy-object.js'
export {
  DeleteMultipleObjectsCommand,
  type DeleteMultipleObjectsInput,
  type DeleteMultipleObjectsOutput,
} from './object/delete-multiple-objects.js'
export { DeleteObjectCommand, type DeleteObjectInput, type DeleteObjectOutput } from './object/delete-object.js'
export { GetObjectCommand, type GetObjectInput, type GetObjectOutput } from './object/get-object.js'
export { HeadObjectCommand, type HeadObjectInput, type HeadObjectOutput } from './object/head-object.js'
export { PutObjectCommand, type PutObjectInput, type PutObjectOutput } from './object/put-object.js'
export { ListBucketsCommand, type ListBucketsInput, type ListBucketsOutput } from './service/list-buckets.js'
