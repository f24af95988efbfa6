import { InputError } from '@cos/core'

/** The library that reads globs is no module, which not every bundler takes; and only folders and command lines ask for globs. */
export async function globMatcher(_globs: readonly string[]): Promise<(name: string) => boolean> {
  throw new InputError('are read in Node only: filter what is listed by names', { member: 'include and exclude' })
}
