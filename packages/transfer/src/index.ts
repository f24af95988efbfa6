export { fileJournal } from '#journal'
export type { CommandSender } from './control/command-sender.js'
export type { ControlOptions } from './control/control-options.js'
export type { Progress } from './control/progress.js'
export type { Transfer, TransferEvent, TransferState } from './control/transfer.js'
export { copy } from './copy/copy.js'
export type { CopyOptions, CopyOutput } from './copy/copy-options.js'
export type { CopyResume } from './copy/copy-run.js'
export { move } from './copy/move.js'
export { resumeCopy } from './copy/resume-copy.js'
export { download } from './download/download.js'
export type { DownloadOptions, DownloadOutput } from './download/download-options.js'
export type { DownloadResume } from './download/download-session.js'
export { resumeDownload } from './download/resume-download.js'
export { browserJournal } from './journal/browser-journal.js'
export type { Journal, JournalRecord } from './journal/journal.js'
export { TransferLimits, type TransferLimitsOptions } from './limits/transfer-limits.js'
export type { Slot, TransferShare } from './limits/transfer-share.js'
export type { Comparison } from './many/compare-entries.js'
export { type CopyPrefixOptions, copyPrefix } from './many/copy-prefix.js'
export type { DeletionLimits } from './many/deletion.js'
export { type DownloadDirectoryOptions, downloadDirectory } from './many/download-directory.js'
export type {
  EveryObjectOptions,
  FidelityOptions,
  FilteredOptions,
  LargeFileOptions,
  LinkPolicy,
  ManyOptions,
  ManyOutput,
  PutManyOptions,
  WrittenEntry,
} from './many/many-options.js'
export type { NameFilter } from './many/name-filter.js'
export type { FolderPlace, Place, PrefixPlace } from './many/place.js'
export {
  type DeleteStep,
  type FailedStep,
  type PlanEnd,
  type PlanHeader,
  type PlanLine,
  type PlanStep,
  type PutReason,
  type PutStep,
  parsePlan,
  type RefuseStep,
  type SkipStep,
} from './many/plan-line.js'
export { type RemovePrefixOptions, removePrefix } from './many/remove-prefix.js'
export { planSync, runPlan, sync } from './many/sync.js'
export type { PlanOptions, RunPlanOptions, SyncOptions } from './many/sync-options.js'
export { type UploadDirectoryOptions, uploadDirectory } from './many/upload-directory.js'
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
export { type UploadPresignedOptions, uploadPresigned } from './upload/upload-presigned.js'
export type { UploadResume } from './upload/upload-session.js'
