import { expect, test } from 'vitest'
import * as legacyV4 from './index.js'

test('the public names', () => {
  expect(Object.keys(legacyV4).sort()).toMatchInlineSnapshot(`
    [
      "CopyFileCommand",
      "CreateFolderCommand",
      "DeleteFileCommand",
      "DeleteFolderCommand",
      "DownloadFileCommand",
      "DownloadObjectCommand",
      "ListFolderCommand",
      "MoveFileCommand",
      "StatFileCommand",
      "StatFolderCommand",
      "UpdateFileCommand",
      "UpdateFolderCommand",
      "UploadCommand",
      "UploadFileCommand",
      "UploadSliceDataCommand",
      "UploadSliceFinishCommand",
      "UploadSliceInitCommand",
      "UploadSliceListCommand",
      "V4Client",
      "V4Code",
      "V4Error",
      "isV4Error",
      "listFolder",
      "signV4",
      "v4Command",
      "v4Composite",
    ]
  `)
})
