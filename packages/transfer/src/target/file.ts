import type { BigIntStats, Stats } from 'node:fs'
import { type FileHandle, link, lstat, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { CosError, InputError } from '@cos/core'
import type { DownloadSession } from '../download/download-session.js'
import { sizeOf } from '../plan.js'
import { FileWriter } from './file-writer.js'
import type { Target, TargetOptions } from './target.js'
import { WriteMemory } from './write-memory.js'

/**
 * Opens a file to be replaced as a whole: everything goes to a new file beside it, which takes its name, and its mode, at
 * the end. Until then, and after a failure, the old file is as it was.
 */
export async function openFile(path: string, options: TargetOptions): Promise<Target> {
  const { isDurable, existing: policy, open: openSession } = options
  const { place, existing } = await placeOf(path)
  const session = await openSession?.(place)
  const temporary = join(dirname(place), `.${basename(place).slice(0, 50)}.${session?.temporaryName ?? crypto.randomUUID()}.part`)
  try {
    const isFinished = existing !== undefined && (await isFinishedFile(place, session?.left))
    if (existing && !isFinished && policy === 'fail') throw exists(place)
    const isLeft = !isFinished && session?.left !== undefined && (await isFile(temporary, session.left.sizeBytes))
    const kept = session && keptAs(session, isLeft || isFinished)
    const handle = await openTemporary(temporary, existing, session !== undefined, isLeft)
    const memory = new WriteMemory(options.concurrency)
    return {
      takesParts: true,
      session: kept,
      prepare: (sizeBytes) => handle.truncate(0).then(() => handle.truncate(sizeBytes)),
      writer: (offset) => new FileWriter(handle, offset, memory),
      sync: () => handle.datasync(),
      restart() {
        kept?.forget()
        return handle.truncate(0)
      },
      async commit() {
        if (isFinished && kept?.left) {
          await handle.close()
          await rm(temporary)
          await session?.completed()
          return
        }
        // The mode given to `open` is cut by the umask.
        if (existing) await handle.chmod(existing.mode & 0o7777)
        if (isDurable || session) await handle.sync()
        await session?.finished(stampOf(await handle.stat({ bigint: true })))
        await handle.close()
        await take(temporary, place, policy)
        if (isDurable || session) await syncFolder(dirname(place))
        await session?.completed()
      },
      async discard() {
        const isEmpty = await handle.stat().then(
          ({ size }) => size === 0,
          () => false,
        )
        const isKept = session !== undefined && !isEmpty
        // Its last notes need the file.
        if (isKept) await session.failed()
        await handle.close()
        if (isKept) return
        // Before another call may have the record: it would find its own file under this name.
        await rm(temporary, { force: true }).finally(() => session?.failed())
      },
    }
  } catch (error) {
    await session?.failed()
    throw error
  }
}

/** Whether the file is what an earlier call fetched and checked as a whole, and gave its name, and nobody has touched it since. */
async function isFinishedFile(place: string, left: DownloadSession['left']): Promise<boolean> {
  if (left?.finishedStamp === undefined || sizeOf(left.parts) !== left.sizeBytes) return false
  return left.finishedStamp === stampOf(await stat(place, { bigint: true }))
}

/** Differs when the content does, and stays when a file gets another name. */
function stampOf({ size, mtimeNs, dev, ino }: BigIntStats): string {
  return `${size} ${mtimeNs} ${dev} ${ino}`
}

/** The session, without what it left once the bytes of it are gone. */
function keptAs(session: DownloadSession, isLeft: boolean): DownloadSession & { forget(): void } {
  let left = isLeft ? session.left : undefined
  const forget = () => {
    left = undefined
  }
  return {
    temporaryName: session.temporaryName,
    get left() {
      return left
    },
    forget,
    begin(object, plan) {
      forget()
      return session.begin(object, plan)
    },
    note: (part, sync) => session.note(part, sync),
    finished: (stamp) => session.finished(stamp),
    completed: () => session.completed(),
    failed: () => session.failed(),
  }
}

async function openTemporary(path: string, existing: Stats | undefined, isNamed: boolean, isLeft: boolean): Promise<FileHandle> {
  // A name that can be foreseen may have been made a link by somebody else; what is no file of ours is removed.
  if (isNamed && !isLeft) await rm(path, { force: true, recursive: true })
  return open(path, isLeft ? 'r+' : 'wx', existing ? existing.mode & 0o777 : 0o666).catch((cause: Error) => {
    throw new InputError(`cannot be written: ${cause.message}`, { member: 'target', cause })
  })
}

/** Gives the file its name. A link, unlike a rename, fails when the name is taken. */
async function take(temporary: string, place: string, policy: TargetOptions['existing']): Promise<void> {
  if (policy === 'replace') return rename(temporary, place)
  await link(temporary, place).catch((cause: NodeJS.ErrnoException) => {
    throw cause.code === 'EEXIST' ? exists(place) : cause
  })
  await rm(temporary)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function exists(place: string): CosError {
  return new CosError(`${place} is there already, and is not to be replaced.`, { code: 'TargetExists' })
}

async function isFile(path: string, sizeBytes: number): Promise<boolean> {
  return lstat(path).then(
    (about) => about.isFile() && about.size === sizeBytes,
    () => false,
  )
}

/** The path of a file that is not there yet, as it will be called once it is: a later call shall find the same record. */
async function freePlace(path: string): Promise<string> {
  return join(await realpath(dirname(path)).catch(() => dirname(path)), basename(path))
}

/** A link is followed, so that the file it points to is replaced and not the link. */
async function placeOf(path: string): Promise<{ place: string; existing: Stats | undefined }> {
  try {
    const place = await realpath(path)
    const existing = await stat(place)
    if (existing.isFile()) return { place, existing }
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return { place: await freePlace(resolve(path)), existing: undefined }
    throw new InputError(`cannot be written: ${(cause as Error).message}`, { member: 'target', cause })
  }
  throw new InputError(`is not a regular file: ${path}. For pipes and devices give a stream or a function.`, { member: 'target' })
}
