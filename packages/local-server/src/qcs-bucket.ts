/** A bucket as configurations name it. */
export interface QcsBucket {
  readonly region: string
  readonly name: string
}

/** Reads `qcs::cos:<region>::<bucket>`; undefined when it is malformed. */
export function parseQcsBucket(text: string): QcsBucket | undefined {
  const match = /^qcs:[^:]*:cos:([^:]+):[^:]*:([a-z\d][a-z\d-]*-\d+)$/.exec(text.trim())
  return match ? { region: match[1]!, name: match[2]! } : undefined
}
