import { explainError } from './explain-error.js'
import type { Output } from './output/output.js'

/** Some of many things failed: each was reported; exit code 1. */
export class PartialFailure extends Error {
  override readonly name = 'PartialFailure'
}

/** Counts and reports what fails while the rest goes on. */
export class Failures {
  readonly #output: Output
  readonly #operation: string
  #count = 0

  constructor(output: Output, operation: string) {
    this.#output = output
    this.#operation = operation
  }

  /** Reports one. */
  add(what: string, { text, code }: { readonly text: string; readonly code: string }): void {
    this.#count++
    this.#output.error(`${what}: ${text}`, { operation: this.#operation, success: false, source: what, code, message: text })
  }

  /** Reports an error of one thing. */
  addError(what: string, error: unknown): void {
    this.add(what, explainError(error))
  }

  /** Ends the verb with a failure when anything failed. */
  throwIfAny(sentence: string): void {
    if (this.#count > 0) throw new PartialFailure(`${this.#count} ${sentence}.`)
  }
}
