import { expect, test } from 'vitest'
import * as transfer from './index.js'

test('the public names', () => {
  expect(Object.keys(transfer).sort()).toMatchInlineSnapshot(`
    [
      "TransferLimits",
      "abortUploads",
      "browserJournal",
      "copy",
      "download",
      "fileJournal",
      "findUpload",
      "move",
      "resumeDownload",
      "resumeUpload",
      "upload",
    ]
  `)
})
