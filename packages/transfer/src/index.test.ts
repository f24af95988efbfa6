import { expect, test } from 'vitest'
import * as transfer from './index.js'

test('the public names', () => {
  expect(Object.keys(transfer).sort()).toMatchInlineSnapshot(`
    [
      "TransferLimits",
      "abortUploads",
      "browserJournal",
      "copy",
      "copyPrefix",
      "download",
      "downloadDirectory",
      "fileJournal",
      "findUpload",
      "move",
      "parsePlan",
      "planSync",
      "removePrefix",
      "resumeCopy",
      "resumeDownload",
      "resumeUpload",
      "runPlan",
      "sync",
      "upload",
      "uploadDirectory",
      "uploadPresigned",
    ]
  `)
})
