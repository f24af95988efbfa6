import { InputError } from '@cos/core'
import type { DownloadTarget } from './target.js'

/** Pages and workers have no files to write. */
export async function openTarget(_target: string | URL): Promise<DownloadTarget> {
  throw new InputError('cannot be a file here: use DownloadObjectCommand, whose body is a stream', { member: 'target' })
}
