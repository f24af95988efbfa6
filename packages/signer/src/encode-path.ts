import { percentEncode } from './encode.js'

/**
 * Encodes a decoded path for a URL. Slashes stay, but for those a URL parser or a proxy would take away: one after `.`, `..`
 * or another slash is escaped, and one before a last `.` or `..`. The signature is not affected, because the service decodes
 * before it verifies. A path that is no more than `/.` or `/..` cannot be protected.
 */
export function encodePath(path: string): string {
  if (/^(\/[\w~-][\w.~-]*)+$/.test(path)) return path
  return path.split('/').map(percentEncode).reduce(join)
}

function join(encoded: string, segment: string, index: number, segments: readonly string[]): string {
  const previous = segments[index - 1]!
  const isLast = index === segments.length - 1
  // The first slash is the beginning of every path and must stay.
  const isFragile = index > 1 && (previous === '' || isDots(previous) || (isLast && isDots(segment)))
  return `${encoded}${isFragile ? '%2F' : '/'}${segment}`
}

function isDots(segment: string): boolean {
  return segment === '.' || segment === '..'
}
