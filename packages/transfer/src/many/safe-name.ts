const windowsNames = /^(con|prn|aux|nul|com[\d¹²³]|lpt[\d¹²³]|conin\$|conout\$)(\.|$)/i
const encoder = new TextEncoder()

/**
 * Why an object must not be written under that name in a folder; undefined when it may. Keys come from whoever may write to
 * the bucket, and must not reach anything outside of the folder.
 */
export function unsafeNameProblem(name: string, isWindows: boolean): string | undefined {
  if (name.startsWith('/')) return 'it begins with a slash'
  const segments = (name.endsWith('/') ? name.slice(0, -1) : name).split('/')
  if (segments.includes('')) return 'it has an empty segment'
  if (segments.includes('..') || segments.includes('.')) return 'it has a segment "." or ".."'
  if (name.includes('\0')) return 'it has a NUL character'
  if (segments.some((segment) => segment.length > 85 && encoder.encode(segment).length > 255))
    return 'it has a segment of more than 255 bytes'
  if (isWindows && segments.some((segment) => /[\x00-\x1f\\:<>"|?*]|[. ]$/.test(segment) || windowsNames.test(segment))) {
    return 'Windows has no such name'
  }
  return undefined
}

/** Why a file cannot become an object under that key; undefined when it can. */
export function unsafeKeyProblem(key: string): string | undefined {
  if (/\p{Cs}/u.test(key)) return 'its name is no valid text'
  // A name whose bytes are no UTF-8 is read with this character in their place, and could not be found again.
  if (key.includes('\ufffd')) return 'its name is no valid UTF-8'
  if (key.length > 283 && encoder.encode(key).length > 850) return 'the key would have more than 850 bytes'
  if (key.startsWith('/')) return 'the key would begin with a slash'
  if (key.split('/').some((segment) => segment === '.' || segment === '..')) return 'the key would have a segment "." or ".."'
  return undefined
}
