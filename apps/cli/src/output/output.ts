import { barText } from './bar-text.js'

/** How results are shown. */
export interface OutputOptions {
  readonly isJson: boolean
  readonly isQuiet: boolean
}

/** A line of progress; does nothing where nobody would see it. */
export interface ProgressLine {
  update(doneBytes: number, totalBytes: number | undefined, label?: string): void
  end(): void
}

const redrawMs = 100
const noProgress: ProgressLine = { update() {}, end() {} }

/** Data goes to standard output, as text or one JSON object per line; all else goes to standard error. */
export class Output {
  readonly isJson: boolean
  readonly #isQuiet: boolean

  constructor(options: OutputOptions) {
    this.isJson = options.isJson
    this.#isQuiet = options.isQuiet
  }

  /** Writes one result; waits while the reader is slow. */
  async result(record: object, text: string): Promise<void> {
    await this.bytes(`${this.isJson ? JSON.stringify(record) : text}\n`)
  }

  /** Writes what was done. `--quiet` silences the text, but not JSON, which is data. */
  async done(record: object, text: string): Promise<void> {
    if (this.isJson || !this.#isQuiet) await this.result(record, text)
  }

  /** Writes data as it is. */
  async bytes(chunk: string | Uint8Array): Promise<void> {
    if (process.stdout.write(chunk)) return
    await new Promise<void>((resolve) => {
      const free = () => {
        process.stdout.off('drain', free)
        process.stdout.off('error', free)
        resolve()
      }
      process.stdout.on('drain', free)
      process.stdout.on('error', free)
    })
  }

  /** Tells people something that is neither data nor an error. */
  note(text: string): void {
    if (!this.#isQuiet) process.stderr.write(`${text}\n`)
  }

  /** Reports an error; `--quiet` does not silence it. */
  error(text: string, record: object): void {
    process.stderr.write(`${this.isJson ? JSON.stringify({ error: record }) : text}\n`)
  }

  /** Begins a line of progress on a terminal. */
  progress(label: string): ProgressLine {
    if (this.#isQuiet || !process.stderr.isTTY) return noProgress
    const startedAt = performance.now()
    let drawnAt = Number.NEGATIVE_INFINITY
    const draw = (doneBytes: number, totalBytes: number | undefined, shown: string) => {
      const columns = (process.stderr.columns ?? 80) - 1
      process.stderr.write(
        `\r\x1b[2K${barText({ label: shown, doneBytes, totalBytes, elapsedMs: performance.now() - startedAt, columns })}`,
      )
    }
    return {
      update(doneBytes, totalBytes, shown = label) {
        const now = performance.now()
        if (now - drawnAt < redrawMs && doneBytes !== totalBytes) return
        drawnAt = now
        draw(doneBytes, totalBytes, shown)
      },
      end: () => void process.stderr.write('\r\x1b[2K'),
    }
  }
}
