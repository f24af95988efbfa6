import { HeadObjectCommand, InputError } from '@cos/core'
import { openFolders } from '#folders'
import type { CommandSender } from '../control/command-sender.js'
import type { TransferShare } from '../limits/transfer-share.js'
import { attributesFromMetadata } from './attributes.js'
import type { Details } from './compare-entries.js'
import type { EntryStream } from './entry.js'
import { listEntries } from './list-entries.js'
import type { FidelityOptions } from './many-options.js'
import type { OpenPrefix } from './mover-options.js'
import type { NameTest } from './name-filter.js'
import { type FolderPlace, folderPrefix, isFolder, type Place, type PrefixPlace } from './place.js'
import { unsafeKeyProblem, unsafeNameProblem } from './safe-name.js'
import { SignalLender } from './signal-lender.js'

/** A place, ready to be read. */
export type OpenPlace = FolderPlace | OpenPrefix

/** Says who reads and writes at a prefix. Limits see what the service asks of them, once for all of its objects. */
export function openPrefix(place: PrefixPlace, client: CommandSender, share: TransferShare | undefined): OpenPrefix {
  const plain = place.client ?? client
  const observed = share?.observe(plain) ?? plain
  const { verifiesChecksums } = observed
  const sender: CommandSender = { send: observed.send.bind(observed), ...(verifiesChecksums === undefined ? {} : { verifiesChecksums }) }
  return { ...place, client: sender, prefix: place.prefix ?? '' }
}

/** Opens either. */
export function openPlace(place: Place, client: CommandSender, share: TransferShare | undefined): OpenPlace {
  return isFolder(place) ? place : openPrefix(place, client, share)
}

/** Reads a place in the order of names. */
export function entriesOf(
  place: OpenPlace,
  { enters }: NameTest,
  { links = 'follow' }: FidelityOptions,
  { signal, without, mayBeMissing = false }: { signal: AbortSignal | undefined; without?: string | undefined; mayBeMissing?: boolean },
): () => EntryStream {
  if (isFolder(place)) return () => openFolders().walk(place.path, { links, enters, signal, mayBeMissing })
  const { client, bucket, prefix } = place
  return () => listEntries(client, { bucket, prefix, without }, signal)
}

/** Asks what listings do not tell. */
export function detailsOf(source: OpenPlace, target: OpenPlace, signal: AbortSignal | undefined): Details {
  const sides = { source, target }
  const signals = new SignalLender()
  return {
    async head(side, { name }) {
      const { client, bucket, prefix } = sides[side] as OpenPrefix
      const command = new HeadObjectCommand({ bucket, key: prefix + name })
      const { metadata, crc64 } = await (signal
        ? signals.lend(signal, (own) => client.send(command, { signal: own }))
        : client.send(command))
      const { modifiedMs, linkTarget } = attributesFromMetadata(metadata)
      return { modifiedMs, linkTarget, crc64 }
    },
    digest(side, { name }, algorithm) {
      const folders = openFolders()
      return folders.digest(folders.pathOf((sides[side] as FolderPlace).path, name), algorithm, signal)
    },
  }
}

/** Why a place cannot have such a name. */
export function nameProblemAt(place: OpenPlace): (name: string) => string | undefined {
  if (!isFolder(place)) return (name) => unsafeKeyProblem(place.prefix + name)
  const { isWindows } = openFolders()
  return (name) => unsafeNameProblem(name, isWindows)
}

/** Refuses two prefixes of one bucket that hold each other: the copy would be copied. */
export function checkApart(source: OpenPrefix, target: OpenPrefix): void {
  if (source.bucket !== target.bucket || !(source.prefix.startsWith(target.prefix) || target.prefix.startsWith(source.prefix))) return
  throw new InputError('and the source hold each other', { member: 'target' })
}

/** The prefix backups go to, and, when that is inside of the target, what its listing leaves out. */
export function checkBackup(
  given: string | undefined,
  target: OpenPlace,
): { backupPrefix: string | undefined; without: string | undefined } {
  if (given === undefined) return { backupPrefix: undefined, without: undefined }
  if (isFolder(target)) throw new InputError('is for a target in COS', { member: 'backupPrefix' })
  const backupPrefix = folderPrefix(given)
  if (backupPrefix === '' || backupPrefix === target.prefix || target.prefix.startsWith(backupPrefix)) {
    throw new InputError('must not hold the target', { member: 'backupPrefix' })
  }
  return { backupPrefix, without: backupPrefix.startsWith(target.prefix) ? backupPrefix : undefined }
}
