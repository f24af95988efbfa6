import type { Layout } from '../formats/object-format.js'

/** What is encrypted byte by byte has the places and the length of its content. */
export const identityLayout: Layout = {
  storedBytes: (plainBytes) => plainBytes,
  plainBytes: (storedBytes) => storedBytes,
  storedRange: (first, last) => ({ first, last }),
  storedSuffix: (plainBytes) => plainBytes,
}
