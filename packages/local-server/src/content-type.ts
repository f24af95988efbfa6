import { lookup } from 'mrmime'

/** Guesses the media type of an object put without one from the extension of its key. */
export function contentTypeOf(key: string): string {
  // The table answers `__proto__` with what every object has.
  const type: unknown = lookup(key)
  return typeof type === 'string' ? type : 'application/octet-stream'
}
