import { readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CosError } from '@cos/core'

/** How often a holder shows that it lives, and how long it is believed, where its process cannot be seen. */
const beatEveryMs = 10_000
const believedForMs = 60_000

/**
 * Locks a file and gives the function that unlocks it. Each who wants the lock puts down a claim of its own name, then looks
 * whether a living other one is there, and goes away if so: claims are never taken over, so that two can fail together
 * but never both hold. Claims of dead processes are removed by whoever meets them.
 */
export async function lockFile(path: string): Promise<() => Promise<void>> {
  const prefix = `${basename(path)}.lock.`
  const own = `${prefix}${crypto.randomUUID()}`
  const folder = dirname(path)
  const ownPath = join(folder, own)
  await writeFile(ownPath, JSON.stringify({ host: hostname(), pid: process.pid, startedAt: await startOf(process.pid) }), {
    flag: 'wx',
    mode: 0o600,
  })
  try {
    for (const name of await readdir(folder)) {
      if (!name.startsWith(prefix) || name === own) continue
      const claim = join(folder, name)
      if (await isAlive(claim)) {
        throw new CosError('Another transfer of the same source and target is under way; wait for it, or end it.', {
          code: 'TransferLocked',
        })
      }
      await rm(claim, { force: true })
    }
  } catch (error) {
    await rm(ownPath, { force: true })
    throw error
  }
  const beat = setInterval(() => {
    const now = new Date()
    // Whoever cannot touch its claim loses it in time, which the journal's checks survive.
    utimes(ownPath, now, now).catch(() => {})
  }, beatEveryMs)
  beat.unref()
  return async () => {
    clearInterval(beat)
    await rm(ownPath, { force: true })
  }
}

function hostname(): string {
  return process.getBuiltinModule('node:os').hostname()
}

async function isAlive(claim: string): Promise<boolean> {
  const [text, about] = await Promise.all([readFile(claim, 'utf8'), stat(claim)]).catch(() => ['', undefined] as const)
  if (!about) return false
  const isFresh = Date.now() - about.mtimeMs < believedForMs
  const holder = parse(text)
  // A claim that is being written says nothing yet.
  if (!holder) return isFresh
  if (holder.host !== hostname()) return isFresh
  return isRunning(holder.pid) && holder.startedAt === (await startOf(holder.pid))
}

function parse(text: string): { host: string; pid: number; startedAt: string } | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** When a process began, where the system tells: numbers of processes are used again. */
async function startOf(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in parentheses may hold anything; the start is the 22nd field, the 20th after it.
  return text.slice(text.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}
