import { CosClient } from '@cos/core'
import { encryption } from '@cos/crypto'
import { copy, download, fileJournal, resumeCopy, resumeDownload, resumeUpload, upload } from '@cos/transfer'
import { encryptionOf } from './killed-works.fixture.js'

// Run as a process of its own, to be killed: moves one file, or copies one object, with a journal.
const [work, endpoint, credentials, folder, key, file] = process.argv.slice(2) as [string, string, string, string, string, string]
const plain = new CosClient({ region: 'ap-guangzhou', endpoint, credentials: JSON.parse(credentials) })
const encrypted = encryptionOf(work)
const client = encrypted ? plain.with(encryption(encrypted)) : plain
const journal = fileJournal(folder)
const options = { bucket: 'test-1250000000', key, partSizeBytes: 1024 ** 2, concurrency: 3 }
const inParts = { ...options, multipartThresholdBytes: 0 }
const move = (): Promise<unknown> => {
  if (work === 'download') return download(client, { ...options, target: file, resume: resumeDownload(journal) })
  if (work === 'copy') return copy(client, { ...inParts, source: { bucket: options.bucket, key: 'from' }, resume: resumeCopy(journal) })
  return upload(client, { ...inParts, source: file, resume: resumeUpload(journal) })
}
move().then(
  () => process.exit(0),
  (error) => {
    console.error(error)
    process.exit(1)
  },
)
