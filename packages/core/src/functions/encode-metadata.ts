/**
 * Writes user metadata so that headers can carry it: characters that are not printable ASCII, and `%`, are percent-encoded
 * (UTF-8). COS stores what it gets, so readers see the encoded form until {@link decodeMetadata} reads it back.
 */
export function encodeMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return mapValues(metadata, (value) => value.replace(/[^ -$&-~]+/gu, encodeURIComponent).replace(/^ | $/g, '%20'))
}

/** Reads what {@link encodeMetadata} wrote. A value that is no such text is given as it is. */
export function decodeMetadata(metadata: Readonly<Record<string, string>>): Record<string, string> {
  return mapValues(metadata, (value) => {
    try {
      return decodeURIComponent(value)
    } catch {
      return value
    }
  })
}

function mapValues(metadata: Readonly<Record<string, string>>, change: (value: string) => string): Record<string, string> {
  return Object.fromEntries(Object.entries(metadata).map(([name, value]) => [name, change(value)]))
}
