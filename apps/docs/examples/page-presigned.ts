import type { PresignedMultipart } from '@cos/core'
import { browserJournal, resumeUpload, uploadPresigned } from '@cos/transfer'

/** Uploads a file of any size. Called again with the same file, after a reload too, it goes on where it ended. */
export async function uploadFilm(file: File, signal: AbortSignal): Promise<void> {
  const name = `upload of ${file.name}, ${file.size}, ${file.lastModified}`
  const response = await fetch(new URL('/cos-upload', location.href), {
    method: 'POST',
    // Fresh URLs for the upload that was begun, or a new one.
    body: JSON.stringify({ name: file.name, sizeBytes: file.size, uploadId: localStorage.getItem(name) ?? undefined }),
  })
  if (!response.ok) throw new Error(`Not allowed: ${response.status}`)
  const kit: PresignedMultipart = await response.json()
  localStorage.setItem(name, kit.uploadId)
  await uploadPresigned(kit, {
    source: file,
    // Without IndexedDB the parts that are there are compared instead: leave `resume` out.
    resume: typeof indexedDB === 'undefined' ? undefined : resumeUpload(browserJournal()),
    signal,
    onProgress: ({ confirmedBytes, totalBytes }) => console.log(`${confirmedBytes} of ${totalBytes}`),
  })
  localStorage.removeItem(name)
}
