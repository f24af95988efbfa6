import picomatch from 'picomatch'

/** Makes a test of names by globs. */
export function globMatcher(globs: readonly string[]): (name: string) => boolean {
  return picomatch([...globs], { dot: true, nonegate: true, windows: false })
}
