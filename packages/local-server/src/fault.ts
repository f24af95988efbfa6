import { type FaultCode, faultTable } from './fault-table.js'

/** Options of a {@link Fault}. */
export interface FaultOptions {
  /** Default: that of the table. */
  readonly message?: string | undefined
  /** Default: that of the table, 400 for other codes. */
  readonly status?: number | undefined
  /** What rights lack, for the owner of the server. */
  readonly refusal?: string | undefined
  /** Headers of the answer, names in lower case. */
  readonly headers?: Readonly<Record<string, string>> | undefined
}

/** An error that COS would answer with. Handlers throw it; the pipeline makes the error document of it. */
export class Fault extends Error {
  override readonly name = 'Fault'
  readonly code: string
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly refusal: string | undefined

  constructor(code: FaultCode | (string & {}), options: FaultOptions = {}) {
    const known = (faultTable as Readonly<Record<string, readonly [number, string] | undefined>>)[code]
    super(options.message ?? known?.[1] ?? code)
    this.code = code
    this.status = options.status ?? known?.[0] ?? 400
    this.headers = options.headers ?? {}
    this.refusal = options.refusal
  }
}
