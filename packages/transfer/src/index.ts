export { fileJournal } from '#journal'
export type { CommandSender } from './control/command-sender.js'
export type { ControlOptions } from './control/control-options.js'
export type { Progress } from './control/progress.js'
export type { Transfer, TransferEvent, TransferState } from './control/transfer.js'
export { copy } from './copy/copy.js'
export type { CopyOptions, CopyOutput } from './copy/copy-options.js'
export { move } from './copy/move.js'
export { download } from './download/download.js'
export type { DownloadOptions, DownloadOutput } from './download/download-options.js'
export type { DownloadResume } from './download/download-session.js'
export { resumeDownload } from './download/resume-download.js'
export { browserJournal } from './journal/browser-journal.js'
export type { Journal, JournalRecord } from './journal/journal.js'
export { TransferLimits, type TransferLimitsOptions } from './limits/transfer-limits.js'
export type { Slot, TransferShare } from './limits/transfer-share.js'
export type { UploadSource } from './source/source.js'
export type { DownloadTarget, NodeWritable } from './target/target.js'
export {
  type AbortUploadsOptions,
  type AbortUploadsOutput,
  abortUploads,
  type UnfinishedUpload,
} from './upload/abort-uploads.js'
export { findUpload, type UploadFinder } from './upload/find-upload.js'
export { type ResumeUploadOptions, resumeUpload } from './upload/resume-upload.js'
export { upload } from './upload/upload.js'
export type { ObjectOptions, UploadOptions, UploadOutput } from './upload/upload-options.js'
export type { UploadResume } from './upload/upload-session.js'
