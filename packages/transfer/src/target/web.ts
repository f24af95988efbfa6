import { InputError } from '@cos/core'
import { openSink } from './sink.js'
import type { DownloadTarget, Target, TargetOptions } from './target.js'

/** Opens any target but a path. */
export async function openTarget(target: DownloadTarget, options: TargetOptions): Promise<Target> {
  if (typeof target === 'string' || target instanceof URL) {
    throw new InputError('is a path, which only Node can write; give a WritableStream or a function', { member: 'target' })
  }
  return openSink(target, options)
}
