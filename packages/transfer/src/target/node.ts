import { fileURLToPath } from 'node:url'
import { openFile } from './file.js'
import { openSink } from './sink.js'
import type { DownloadTarget, Target } from './target.js'

/** Opens any target; text and `file:` URLs are paths. */
export async function openTarget(target: DownloadTarget, isDurable: boolean): Promise<Target> {
  if (typeof target === 'string') return openFile(target, isDurable)
  return target instanceof URL ? openFile(fileURLToPath(target), isDurable) : openSink(target)
}
