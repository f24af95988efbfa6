import { mkdirSync } from 'node:fs'
import { mkdir, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { blobOf, blobPath, stagingPath } from './blob-path.js'
import { type Database, openDatabase } from './database.js'
import { readMasterKey } from './key-file.js'
import { applicationId, formatVersion, schema } from './schema.js'

/** A folder that is open and in order. */
export interface OpenFolder {
  readonly database: Database
  readonly blobs: string
  readonly staging: string
  readonly nextBlob: number
  /** Encrypts what is to be encrypted at rest. */
  readonly masterKey: Uint8Array
}

/** Opens a folder, locks it, checks its format, and clears up what a process that died has left. */
export async function openFolder(folder: string, isDurable: boolean): Promise<OpenFolder> {
  const [blobs, staging] = [join(folder, 'blobs'), join(folder, 'staging')]
  await mkdir(staging, { recursive: true })
  const database = openDatabase(join(folder, 'store.db'))
  lock(database, folder)
  try {
    configure(database, isDurable)
    if (checkFormat(database, folder) === 'new') {
      makeBlobFolders(blobs)
      database.exec(`BEGIN; ${schema} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${formatVersion}; COMMIT`)
    }
    const lastStaged = await clearStaging(database, blobs, staging)
    await clearGarbage(database, blobs)
    const lastCounted = database.prepare('SELECT max(id) FROM blobs').row()?.[0] as number | null
    const masterKey = await readMasterKey(folder)
    return { database, blobs, staging, nextBlob: Math.max(lastStaged, lastCounted ?? 0) + 1, masterKey }
  } catch (error) {
    database.close()
    throw error
  }
}

/** The database's own lock is the folder's: the system releases it when the process ends, so it is never stale. */
function lock(database: Database, folder: string): void {
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA locking_mode = EXCLUSIVE')
    database.exec('BEGIN EXCLUSIVE; COMMIT')
  } catch (error) {
    database.abandon()
    throw new Error(`The folder ${folder} is in use by another store. Close that one, or choose another folder.`, { cause: error })
  }
}

function configure(database: Database, isDurable: boolean): void {
  // The cache is bounded (8 MiB), whatever the number of objects; the log is folded back at 16 MiB.
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = ${isDurable ? 'FULL' : 'NORMAL'};
    PRAGMA cache_size = -8192;
    PRAGMA wal_autocheckpoint = 4096;
    PRAGMA journal_size_limit = 33554432;
  `)
}

/** Checks that the database is empty or one of ours. */
function checkFormat(database: Database, folder: string): 'new' | 'known' {
  const [application, version] = ['application_id', 'user_version'].map((name) => database.prepare(`PRAGMA ${name}`).row()?.[0])
  if (application === applicationId && version === formatVersion) return 'known'
  if (application === applicationId) {
    throw new Error(`The folder ${folder} has format ${version}; this version reads format ${formatVersion}.`)
  }
  const isEmpty = application === 0 && version === 0 && database.prepare('SELECT 1 FROM sqlite_master LIMIT 1').row() === undefined
  if (!isEmpty) throw new Error(`The database in the folder ${folder} was not made by this server.`)
  return 'new'
}

/** Made before the tables, so that a folder with tables has them. */
function makeBlobFolders(blobs: string): void {
  for (let at = 0; at < 256; at++) mkdirSync(join(blobs, at.toString(16).padStart(2, '0')), { recursive: true })
}

/** Moves blobs that were counted to their places and removes those that were not; gives the greatest number seen. */
async function clearStaging(database: Database, blobs: string, staging: string): Promise<number> {
  const isCounted = database.prepare('SELECT 1 FROM blobs WHERE id = ?')
  let greatest = 0
  for (const name of await readdir(staging)) {
    const blob = blobOf(name)
    if (blob === undefined) continue
    greatest = Math.max(greatest, blob)
    if (isCounted.row(blob) === undefined) await rm(stagingPath(staging, blob), { force: true })
    else await rename(stagingPath(staging, blob), blobPath(blobs, blob))
  }
  return greatest
}

/** Removes the files of blobs whose last use was given up before the process ended. */
async function clearGarbage(database: Database, blobs: string): Promise<void> {
  const garbage = database.prepare('SELECT id FROM garbage').rows()
  if (garbage.length === 0) return
  for (const [blob] of garbage) await rm(blobPath(blobs, blob as number), { force: true })
  database.exec('DELETE FROM garbage')
}
