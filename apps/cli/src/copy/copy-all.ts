import type { Context } from '../context.js'
import { Failures } from '../failures.js'
import type { Output, ProgressLine } from '../output/output.js'
import { humanSize } from '../output/size.js'
import type { CopyFlags } from './copy-flags.js'
import type { CopyItem } from './copy-item.js'

/** Copies items, some at a time; an item is made only when there is room for it. Of many, those that fail do not stop the rest. */
export async function copyAll(context: Context, items: AsyncGenerator<CopyItem>, { isRecursive, jobs }: CopyFlags): Promise<void> {
  const { output, signal } = context
  const failures = new Failures(output, 'cp')
  const progress = new CopyProgress(output)
  const worker = async () => {
    for (let step = await items.next(); !step.done; step = await items.next()) {
      try {
        await copyOne(output, step.value, progress)
      } catch (error) {
        if (signal.aborted) throw signal.reason
        if (!isRecursive) throw error
        progress.clear()
        failures.addError(step.value.source, error)
      }
    }
  }
  const ends = await Promise.allSettled(Array.from({ length: jobs }, worker))
  progress.clear()
  const failed = ends.find((end) => end.status === 'rejected')
  if (failed) throw failed.reason
  failures.throwIfAny('of the files could not be copied')
}

async function copyOne(output: Output, item: CopyItem, progress: CopyProgress): Promise<void> {
  const { source, target } = item
  const { sizeBytes, crc64, etag } = await item.copy(({ transferredBytes, totalBytes }) =>
    progress.moved(source, transferredBytes, totalBytes),
  )
  progress.ended(source, sizeBytes ?? 0)
  progress.clear()
  // What goes to standard output is data: nothing may stand behind it.
  if (target === '-') return
  const size = sizeBytes === undefined ? '' : ` (${humanSize(sizeBytes)})`
  await output.done({ operation: 'cp', success: true, source, target, sizeBytes, crc64, etag }, `${source} -> ${target}${size}`)
}

/** One line for everything that is under way. */
class CopyProgress {
  readonly #line: ProgressLine
  readonly #underWay = new Map<string, readonly [bytes: number, totalBytes: number | undefined]>()
  #endedBytes = 0
  #endedFiles = 0

  constructor(output: Output) {
    this.#line = output.progress('')
  }

  moved(source: string, bytes: number, totalBytes: number | undefined): void {
    this.#underWay.set(source, [bytes, totalBytes])
    const isAlone = this.#endedFiles === 0 && this.#underWay.size === 1
    const doneBytes = this.#endedBytes + [...this.#underWay.values()].reduce((sum, [moved]) => sum + moved, 0)
    this.#line.update(doneBytes, isAlone ? totalBytes : undefined, isAlone ? source : `${this.#endedFiles} files done, ${source}`)
  }

  ended(source: string, bytes: number): void {
    this.#underWay.delete(source)
    this.#endedBytes += bytes
    this.#endedFiles++
  }

  clear(): void {
    this.#line.end()
  }
}
