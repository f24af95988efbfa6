import { openFile } from './file.js'
import { openSink } from './sink.js'
import type { DownloadTarget, Target, TargetOptions } from './target.js'

/** Opens any target; text and `file:` URLs are paths. */
export async function openTarget(target: DownloadTarget, options: TargetOptions): Promise<Target> {
  if (typeof target === 'string') return openFile(target, options)
  return target instanceof URL ? openFile(process.getBuiltinModule('node:url').fileURLToPath(target), options) : openSink(target, options)
}
