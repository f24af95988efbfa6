import { InputError } from '@cos/core'
import { globMatcher } from '#globs'

/** Which names take part. */
export interface NameFilter {
  /** Only these: globs such as `**\/*.html`, or `*.html`, which without a slash means a name at any depth. Default: all. Node only. */
  readonly include?: readonly string[] | undefined
  /** Not these, and nothing in folders of that name. They win over `include`. What takes no part is not deleted either. Node only. */
  readonly exclude?: readonly string[] | undefined
}

/** A filter, made ready. */
export interface NameTest {
  /** Whether the entry of that name takes part. */
  takes(name: string): boolean
  /** Whether anything in that folder may take part; `name` ends in a slash. */
  enters(name: string): boolean
}

/** Makes a filter ready. Names are matched as a whole, with all their dots, and so are the folders they are in. */
export async function nameFilter({ include, exclude }: NameFilter): Promise<NameTest> {
  const included = await matcher(include, 'include')
  const excluded = await matcher(exclude, 'exclude')
  const isOut = excluded && withFolders(excluded)
  const isIn = included && withFolders(included)
  return {
    takes: (name) => !isOut?.(name) && (isIn?.(name) ?? true),
    enters: (name) => !isOut?.(name),
  }
}

async function matcher(globs: readonly string[] | undefined, member: string): Promise<((name: string) => boolean) | undefined> {
  if (globs === undefined || globs.length === 0) return undefined
  if (!globs.every((glob) => typeof glob === 'string' && glob !== '')) throw new InputError('must be a list of globs', { member })
  const anywhere = globs.filter((glob) => !glob.includes('/')).map((glob) => `**/${glob}`)
  const placed = globs.filter((glob) => glob.includes('/')).map((glob) => glob.replace(/^\/|\/$/g, ''))
  return globMatcher([...anywhere, ...placed])
}

/** Names come in order, so most are in the folder of the one before. */
function withFolders(matches: (name: string) => boolean): (name: string) => boolean {
  let folder = ''
  let isMatched = false
  const inFolder = (name: string): boolean => {
    if (name === '') return false
    if (name !== folder) {
      isMatched = matches(name) || inFolder(name.slice(0, Math.max(0, name.lastIndexOf('/'))))
      folder = name
    }
    return isMatched
  }
  return (given) => {
    const name = given.endsWith('/') ? given.slice(0, -1) : given
    const slash = name.lastIndexOf('/')
    return (slash > 0 && inFolder(name.slice(0, slash))) || matches(name)
  }
}
