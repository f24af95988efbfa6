import { chmod, lstat, mkdir, rename, rm, rmdir, symlink, unlink, utimes } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { CosError } from '@cos/core'
import { QuickDisk } from '../../quick-disk.js'
import { type Attributes, isSameTime } from '../attributes.js'
import { unsafeNameProblem } from '../safe-name.js'
import type { FilePlace, FolderWriter } from './folders.js'
import { type SmallFile, writeSmallFile } from './write-small-file.js'

const isWindows = process.platform === 'win32'
/** Folders known to be there, so that they are not asked for again for every file in them. */
const mostKnown = 10_000

/** Writes below a folder. Names are checked here again, because plans can come from files. */
export class DiskFolderWriter implements FolderWriter {
  readonly #root: string
  /** The same, and a separator. */
  readonly #base: string
  /** `true` once it is surely there: most files are in the folder of the one before, and wait for nothing. */
  readonly #known = new Map<string, Promise<void> | true>()
  readonly #disk = new QuickDisk()

  constructor(root: string) {
    this.#root = resolve(root)
    this.#base = this.#root.endsWith(sep) ? this.#root : this.#root + sep
  }

  place(name: string): FilePlace | Promise<FilePlace> {
    const path = this.#pathOf(name)
    const making = this.#make(dirname(path))
    return making ? making.then(() => this.#look(name, path)) : this.#look(name, path)
  }

  #look(name: string, path: string): FilePlace {
    // In this thread: where it is asked for in another, that costs more than everything else about a small file.
    const there = process.getBuiltinModule('node:fs').lstatSync(path, { throwIfNoEntry: false })
    if (there?.isSymbolicLink()) throw refused(name, 'it is a link, which is not written through')
    if (there?.isDirectory()) throw refused(name, 'a folder of that name is there')
    return { path, mode: there && there.mode & 0o777 }
  }

  write(file: SmallFile): void | Promise<void> {
    return writeSmallFile(this.#disk, file)
  }

  async makeFolder(name: string): Promise<void> {
    await this.#make(this.#pathOf(name))
  }

  async makeLink(name: string, linkTarget: string): Promise<void> {
    const path = await this.#pathOfLink(name, linkTarget)
    const temporary = join(dirname(path), `.${crypto.randomUUID()}.part`)
    await symlink(linkTarget, temporary)
    await rename(temporary, path).catch(async (error: unknown) => {
      await rm(temporary, { force: true })
      throw error
    })
  }

  async describe(path: string, { modifiedMs, mode }: Attributes): Promise<void> {
    if (mode !== undefined && !isWindows) await chmod(path, mode)
    if (modifiedMs !== undefined) await utimes(path, modifiedMs / 1000, modifiedMs / 1000)
  }

  async remove({ name, kind, sizeBytes, modifiedMs }: Parameters<FolderWriter['remove']>[0]): Promise<void> {
    const path = this.#pathOf(name)
    await this.#checkWay(dirname(path), name)
    const there = await lstat(path).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return undefined
      throw error
    })
    if (!there) return
    if (kind === 'folder') await rmdir(path)
    else {
      const isSame = kind === 'link' ? there.isSymbolicLink() : there.isSymbolicLink() || (there.isFile() && there.size === sizeBytes)
      if (!isSame || (!there.isSymbolicLink() && modifiedMs !== undefined && !isSameTime(there.mtimeMs, modifiedMs))) {
        throw new CosError(`"${name}" changed since it was to be deleted; it stays.`, { code: 'ChangedSincePlanned' })
      }
      await unlink(path)
    }
    this.#known.clear()
    for (let folder = dirname(path); folder !== this.#root; folder = dirname(folder)) {
      try {
        await rmdir(folder)
      } catch {
        return
      }
    }
  }

  #pathOf(name: string): string {
    const problem = unsafeNameProblem(name, isWindows)
    if (problem !== undefined) throw refused(name, problem)
    // No segment is empty, `.` or `..`, and on Windows none has a backslash or a colon: nothing is left to be resolved.
    const way = name.endsWith('/') ? name.slice(0, -1) : name
    return this.#base + (isWindows ? way.replaceAll('/', sep) : way)
  }

  async #pathOfLink(name: string, linkTarget: string): Promise<string> {
    const path = this.#pathOf(name)
    const way = relative(this.#root, resolve(dirname(path), linkTarget))
    if (
      linkTarget === '' ||
      linkTarget.includes('\0') ||
      /^([/\\]|[a-z]:)/i.test(linkTarget) ||
      way === '..' ||
      way.startsWith(`..${sep}`)
    ) {
      throw refused(name, 'it is a link that leads out of the folder')
    }
    await this.#make(dirname(path))
    return path
  }

  #make(folder: string): Promise<void> | undefined {
    const known = this.#known.get(folder)
    if (known) return known === true ? undefined : known
    if (this.#known.size >= mostKnown) this.#known.clear()
    const making = this.#makeOnce(folder)
    this.#known.set(folder, making)
    making.then(
      () => this.#note(folder, making, true),
      () => this.#note(folder, making, undefined),
    )
    return making
  }

  /** How making a folder ended, unless what was known has been forgotten meanwhile. */
  #note(folder: string, making: Promise<void>, outcome: true | undefined): void {
    if (this.#known.get(folder) !== making) return
    if (outcome) this.#known.set(folder, outcome)
    else this.#known.delete(folder)
  }

  async #makeOnce(folder: string): Promise<void> {
    // The folder that was named may be a link: that is the caller's own business.
    if (folder === this.#root) return void (await mkdir(folder, { recursive: true }))
    await this.#make(dirname(folder))
    await mkdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    })
    const there = await lstat(folder)
    if (!there.isDirectory()) {
      const what = there.isSymbolicLink() ? 'a link, and could lead out of the folder' : 'a file'
      throw refused(relative(this.#root, folder), `it is ${what}`)
    }
  }

  /** Nothing is deleted through a link either. */
  async #checkWay(folder: string, name: string): Promise<void> {
    for (let way = folder; way !== this.#root; way = dirname(way)) {
      const there = await lstat(way).catch(() => undefined)
      if (there?.isSymbolicLink()) throw refused(name, 'a link is on the way to it')
    }
  }
}

function refused(name: string, problem: string): CosError {
  return new CosError(`"${name}" is not written or deleted: ${problem}.`, { code: 'UnsafeName' })
}
