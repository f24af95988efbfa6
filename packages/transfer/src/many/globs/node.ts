/** Makes a test of names by globs. The library that reads them is loaded with the first. */
export async function globMatcher(globs: readonly string[]): Promise<(name: string) => boolean> {
  const { default: picomatch } = await import('picomatch')
  return picomatch([...globs], { dot: true, nonegate: true, windows: false })
}
