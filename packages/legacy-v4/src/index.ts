export type { V4HostSettings } from './client/hosts.js'
export { listFolder } from './client/list-folder.js'
export { type SignDownloadUrlOptions, V4Client, type V4ClientExtension } from './client/v4-client.js'
export type { V4ClientOptions } from './client/v4-client-options.js'
export { V4Code } from './codes.js'
export { DownloadFileCommand, type DownloadFileInput, type DownloadFileOutput } from './download/download-file.js'
export { CopyFileCommand, DeleteFileCommand, MoveFileCommand, type MoveFileInput } from './operations/change-file.js'
export type { V4Headers } from './operations/custom-headers.js'
export {
  DownloadObjectCommand,
  type DownloadObjectInput,
  type DownloadObjectOutput,
  type V4ByteRange,
} from './operations/download-object.js'
export {
  CreateFolderCommand,
  type CreateFolderInput,
  type CreateFolderOutput,
  DeleteFolderCommand,
  StatFolderCommand,
  type StatFolderOutput,
  UpdateFolderCommand,
  type UpdateFolderInput,
} from './operations/folders.js'
export {
  type ListedFile,
  type ListedFolder,
  ListFolderCommand,
  type ListFolderInput,
  type ListFolderOutput,
} from './operations/list-folder.js'
export {
  type CompletedSlices,
  type ListedSlices,
  type OpenSlices,
  type SliceDigest,
  UploadSliceDataCommand,
  type UploadSliceDataInput,
  type UploadSliceDataOutput,
  UploadSliceFinishCommand,
  type UploadSliceFinishInput,
  UploadSliceInitCommand,
  type UploadSliceInitInput,
  UploadSliceListCommand,
} from './operations/slices.js'
export { StatFileCommand, type StatFileOutput, type V4Authority, type V4FileState } from './operations/stat-file.js'
export { type HeaderChange, UpdateFileCommand, type UpdateFileInput } from './operations/update-file.js'
export { UploadCommand, type UploadInput } from './operations/upload.js'
export type { UploadedFile } from './operations/uploaded.js'
export {
  type V4Address,
  type V4Call,
  type V4Command,
  type V4CompositeOperation,
  type V4Content,
  type V4Context,
  type V4Envelope,
  type V4Operation,
  type V4Result,
  type V4SignatureKind,
  type V4SingleOperation,
  v4Command,
  v4Composite,
} from './operations/v4-operation.js'
export { signV4 } from './sign-v4.js'
export type { V4UploadSource } from './upload/source.js'
export { UploadFileCommand, type UploadFileInput, type UploadFileOutput, type V4UploadProgress } from './upload/upload-file.js'
export { isV4Error, V4Error, type V4ErrorOptions } from './v4-error.js'
export type { V4MultiUseInput, V4Scope, V4SignatureFields, V4SignatureInput, V4SingleUseInput } from './v4-signature-input.js'
