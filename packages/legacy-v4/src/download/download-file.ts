import { InputError, ResponseError } from '@cos/core'
import { RunningSha1 } from '@cos/core/kernel'
import { openTarget } from '#v4-target'
import { checkFilePath } from '../check-path.js'
import { DownloadObjectCommand, type V4ByteRange } from '../operations/download-object.js'
import { StatFileCommand } from '../operations/stat-file.js'
import { type V4Address, v4Composite } from '../operations/v4-operation.js'
import type { V4UploadProgress } from '../upload/upload-file.js'

/** Input of {@link DownloadFileCommand}. */
export interface DownloadFileInput extends V4Address {
  /** Path or `file:` URL of the file to write. Not in pages: there `DownloadObjectCommand` gives a stream. */
  readonly target: string | URL
  /** Default: all bytes. */
  readonly range?: V4ByteRange | undefined
  /** Compares the SHA-1 with that of the service, where that has one. Costs one request more. Default true. */
  readonly verifySha1?: boolean | undefined
  /** Is told how far the download is. */
  readonly onProgress?: ((progress: V4UploadProgress) => void) | undefined
}

/** Output of {@link DownloadFileCommand}. */
export interface DownloadFileOutput {
  /** Bytes written. */
  readonly sizeBytes: number
  /** SHA-1 of what was written, in hexadecimal. */
  readonly sha: string
}

/**
 * Downloads a file to a temporary name beside its target, which it gets once length and SHA-1 are right. After a failure
 * what was there before is as it was.
 */
export class DownloadFileCommand extends v4Composite<DownloadFileInput, DownloadFileOutput>({
  name: 'DownloadFile',
  async perform({ bucket, path, target, range, verifySha1 = true, onProgress }, { call, signal }) {
    checkFilePath(path)
    if (typeof target !== 'string' && !(target instanceof URL)) throw new InputError('must be a path or a file: URL', { member: 'target' })
    const isCompared = verifySha1 && range === undefined
    const state = isCompared ? (await call(new StatFileCommand({ bucket, path }))).output : undefined
    const { output, envelope } = await call(new DownloadObjectCommand({ bucket, path, range }))
    const { body, contentLength } = output
    const running = new RunningSha1()
    let sizeBytes = 0
    const file = await openTarget(target).catch(async (error: unknown) => {
      await body.cancel()
      throw error
    })
    try {
      for await (const chunk of body) {
        signal?.throwIfAborted()
        running.update(chunk)
        await file.write(chunk)
        sizeBytes += chunk.byteLength
        onProgress?.({ transferredBytes: sizeBytes, totalBytes: contentLength ?? state?.sizeBytes ?? sizeBytes })
      }
      const sha = running.digest()
      const expectedBytes = contentLength ?? state?.sizeBytes
      if (expectedBytes !== undefined && expectedBytes !== sizeBytes)
        throw mismatch(path, `${sizeBytes} bytes came instead of ${expectedBytes}`)
      if (state?.sha !== undefined && state.sha !== sha) throw mismatch(path, 'its SHA-1 is not that of the service')
      await file.commit()
      return { output: { sizeBytes, sha }, envelope }
    } catch (error) {
      await file.discard()
      throw error
    }
  },
}) {}

function mismatch(path: string, problem: string): ResponseError {
  return new ResponseError(`The download of ${path} is wrong: ${problem}.`, {
    code: 'ChecksumMismatch',
    operation: 'DownloadFile',
    status: 200,
  })
}
