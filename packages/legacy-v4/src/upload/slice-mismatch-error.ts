import { ResponseError } from '@cos/core'

/** After an upload in slices the service has something else than was sent. The file must not be relied upon. */
export class SliceMismatchError extends ResponseError {
  constructor(path: string, problem: string) {
    super(`After the upload of ${path} the service ${problem}. Upload it again.`, {
      code: 'ChecksumMismatch',
      operation: 'UploadFile',
      status: 200,
    })
  }
}
