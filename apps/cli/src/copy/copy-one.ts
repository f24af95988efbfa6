import type { Progress } from '@cos/transfer'
import type { Context } from '../context.js'
import { humanSize } from '../output/size.js'

/** One thing to copy, and how. */
export interface CopyItem {
  /** Both as people would type them. */
  readonly source: string
  readonly target: string
  copy(onProgress: (progress: Progress) => void): PromiseLike<Copied>
}

/** What came of one copy. */
export interface Copied {
  readonly sizeBytes?: number | undefined
  readonly crc64?: string | undefined
  readonly etag?: string | undefined
}

/** Copies one thing and tells of it. */
export async function copyOne(context: Context, { source, target, copy }: CopyItem): Promise<void> {
  const { output } = context
  const line = output.progress(source)
  try {
    const copied = await copy(({ transferredBytes, totalBytes }) => line.update(transferredBytes, totalBytes))
    line.end()
    // What goes to standard output is data: nothing may stand behind it.
    if (target !== '-') await tellCopied(context, source, target, copied)
  } finally {
    line.end()
  }
}

/** Tells of a copy that is done. */
export async function tellCopied({ output }: Context, source: string, target: string, { sizeBytes, crc64, etag }: Copied): Promise<void> {
  const size = sizeBytes === undefined ? '' : ` (${humanSize(sizeBytes)})`
  await output.done({ operation: 'cp', success: true, source, target, sizeBytes, crc64, etag }, `${source} -> ${target}${size}`)
}
