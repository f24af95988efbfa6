import { expect, test } from 'vitest'
import * as transfer from './index.js'

test('the public names', () => {
  expect(Object.keys(transfer).sort()).toMatchInlineSnapshot(`
    [
      "TransferLimits",
      "browserJournal",
      "download",
      "fileJournal",
      "findUpload",
      "resumeDownload",
      "resumeUpload",
      "upload",
    ]
  `)
})
