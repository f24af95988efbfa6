import { lstat, mkdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

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

/** Makes the folders of a path below `root`, and refuses to go through a link, which could lead elsewhere. */
export class FolderMaker {
  readonly #root: string
  readonly #known = new Map<string, Promise<void>>()

  constructor(root: string) {
    this.#root = root
  }

  /** Returns the path of a file after its folders were made. */
  async pathOf(segments: readonly string[]): Promise<string> {
    const path = join(this.#root, ...segments)
    await this.#make(dirname(path), segments.length - 1)
    return path
  }

  #make(folder: string, depth: number): Promise<void> {
    let made = this.#known.get(folder)
    if (!made) {
      made = this.#makeOnce(folder, depth)
      this.#known.set(folder, made)
    }
    return made
  }

  async #makeOnce(folder: string, depth: number): Promise<void> {
    // The folder the user named may be a link: that is the user's own business.
    if (depth <= 0) return void (await mkdir(folder, { recursive: true }))
    await this.#make(dirname(folder), depth - 1)
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    const { isLink, isFolder } = await lstat(folder).then((stats) => ({ isLink: stats.isSymbolicLink(), isFolder: stats.isDirectory() }))
    if (isLink) throw new Error(`${folder} is a link, and could lead out of the folder`)
    if (!isFolder) throw new Error(`${folder} is a file, so that ${basename(folder)}/ cannot be made`)
  }
}
