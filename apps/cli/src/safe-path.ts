const windowsNames = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i

/**
 * The segments of a key below a folder, or a sentence that says why it must not be written: a key comes from whoever may
 * write to the bucket, and must not reach anything outside of the folder.
 */
export function safeSegments(key: string, platform: NodeJS.Platform = process.platform): readonly string[] | { readonly problem: string } {
  const segments = key.split('/')
  if (key.startsWith('/')) return { problem: 'it begins with a slash' }
  if (segments.includes('')) return { problem: 'it has an empty segment' }
  if (segments.includes('..') || segments.includes('.')) return { problem: 'it has a segment "." or ".."' }
  if (key.includes('\0')) return { problem: 'it has a NUL character' }
  if (platform === 'win32' && segments.some((segment) => /[\\:<>"|?*]|[. ]$/.test(segment) || windowsNames.test(segment))) {
    return { problem: 'Windows has no such name' }
  }
  return segments
}
