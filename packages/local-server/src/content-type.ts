import { lookup } from 'mrmime'

/** Guesses the media type of an object put without one from the extension of its key. */
export function contentTypeOf(key: string): string {
  return lookup(key) ?? 'application/octet-stream'
}
