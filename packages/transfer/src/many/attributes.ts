/** What is kept of a file besides its bytes. */
export interface Attributes {
  /** Milliseconds since 1970. */
  readonly modifiedMs?: number | undefined
  /** Permissions, such as 0o644. */
  readonly mode?: number | undefined
  /** Where a link points to. */
  readonly linkTarget?: string | undefined
}

/**
 * Writes attributes as metadata of an object: `mtime` in seconds with six digits behind the point, `mode` in octal, `link`
 * percent-encoded.
 */
export function attributesToMetadata({ modifiedMs, mode, linkTarget }: Attributes): Record<string, string> {
  const metadata: Record<string, string> = {}
  if (modifiedMs !== undefined) metadata['mtime'] = (modifiedMs / 1000).toFixed(6)
  if (mode !== undefined) metadata['mode'] = (mode & 0o777).toString(8)
  if (linkTarget !== undefined) metadata['link'] = encodeURIComponent(linkTarget)
  return metadata
}

/** Reads them. Whoever may write to the bucket wrote them: what is no attribute is left out. */
export function attributesFromMetadata(metadata: Readonly<Record<string, string>> = {}): Attributes {
  const seconds = /^-?\d{1,12}(\.\d+)?$/.test(metadata['mtime'] ?? '') ? Number(metadata['mtime']) : undefined
  const mode = /^[0-7]{3,4}$/.test(metadata['mode'] ?? '') ? Number.parseInt(metadata['mode']!, 8) & 0o777 : undefined
  return { modifiedMs: seconds === undefined ? undefined : seconds * 1000, mode, linkTarget: decoded(metadata['link']) }
}

/** Whether two times are the same as far as file systems and metadata keep them. */
export function isSameTime(leftMs: number, rightMs: number): boolean {
  return Math.abs(leftMs - rightMs) < 1
}

function decoded(text: string | undefined): string | undefined {
  try {
    return text && decodeURIComponent(text)
  } catch {
    return undefined
  }
}
