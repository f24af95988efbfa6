import { stat } from 'node:fs/promises'
import type { Journal, PrefixPlace } from '@cos/transfer'
import type { Context } from '../context.js'
import { copyAcross } from '../copy/copy-across.js'
import { copyDown } from '../copy/copy-down.js'
import { type CopyFlags, readCopyFlags } from '../copy/copy-flags.js'
import { copyMany, type ManyPlaces } from '../copy/copy-many.js'
import { type CopyItem, copyOne } from '../copy/copy-one.js'
import { copyUp } from '../copy/copy-up.js'
import { openJournal } from '../copy/open-journal.js'
import { isCosUri, parseCosUri } from '../cos-uri.js'
import { Interrupted } from '../interrupted.js'
import { UsageError } from '../usage-error.js'
import { collect } from './collect.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<source>', 'a file, a folder, an object, or - for standard input')
    command.argument('<target>', 'an object, a prefix that ends in /, a file, a folder, or - for standard output')
    command.option('-r, --recursive', 'everything in a folder or below a prefix')
    command.option('--version-id <id>', 'one version of the source, which is an object')
    command.option('--jobs <count>', 'files at once, with --recursive (default: 8)')
    command.option('--links <policy>', 'links in folders, with --recursive: follow, skip or keep (default: follow)')
    command.option('--concurrency <count>', 'parts of a file at once (default: 5)')
    command.option('--part-size <size>', 'size of a part, such as 16MiB (default: 8MiB; inside COS 128MiB)')
    command.option('--threshold <size>', 'up to this size a file is sent in one request (default: 16MiB; inside COS 5GiB)')
    command.option(
      '--journal <folder>',
      'where to note what is done, for the same command to go on (default: ~/.local/state/cos/transfers)',
    )
    command.option('--no-journal', 'note nothing: what is interrupted is given up, and leaves nothing behind')
    command.option('--content-type <type>', 'media type of what is written (default: by the name)')
    command.option('--cache-control <text>', 'how caches may keep it')
    command.option('--storage-class <class>', 'STANDARD, STANDARD_IA, ARCHIVE, … (default: STANDARD)')
    command.option('--acl <acl>', 'default, private, public-read, …')
    command.option('--metadata <name=value>', 'user metadata; may be given more than once', collect)
  },
  examples: [
    ['cos cp film.mov cos://photos-1250000000/', 'upload a file under its name'],
    ['cos cp --recursive ./site cos://site-1250000000/v2/', 'upload everything in a folder'],
    ['cos cp --recursive cos://photos-1250000000/2026/ ./2026', 'download everything below a prefix'],
    ['cos cp cos://photos-1250000000/a.jpg cos://backup-1250000000/', 'copy inside COS'],
    ['cos cp --version-id MTg0NDU cos://photos-1250000000/a.jpg cos://photos-1250000000/a.jpg', 'make an older version the latest'],
    ['tar c . | cos cp - cos://backup-1250000000/home.tar', 'upload what another program writes'],
  ],
  async run(context, [source = '', target = ''], given) {
    const flags = readCopyFlags(given)
    const isDown = isCosUri(source)
    const isUp = isCosUri(target)
    if (!isDown && !isUp) throw new UsageError('One side must be in COS: cos://<bucket>/<key>.')
    if (flags.versionId !== undefined && flags.isRecursive) throw new UsageError('--version-id goes with one object, not with --recursive.')
    if (flags.versionId !== undefined && !isDown) throw new UsageError('--version-id names a version of a source in COS.')
    const journal = await openJournal(flags.journal, context)
    try {
      await (flags.isRecursive && (isDown || (await isFolder(source)))
        ? copyMany(context, manyPlaces(source, target), flags, journal)
        : copyOne(context, await itemOf(context, source, target, flags, journal)))
    } catch (error) {
      if (journal && context.signal.reason instanceof Interrupted) {
        context.output.note('The same command goes on with what is there already. --no-journal leaves nothing behind.')
      }
      throw error
    }
  },
}

function manyPlaces(source: string, target: string): ManyPlaces {
  if (target === '-') throw new UsageError('Many objects cannot go to standard output. Name a folder.')
  if (!isCosUri(source)) return { source: { path: source }, target: prefixOf(target) }
  return { source: prefixOf(source), target: isCosUri(target) ? prefixOf(target) : { path: target } }
}

function prefixOf(uri: string): PrefixPlace {
  const { bucket, key } = parseCosUri(uri)
  return { bucket, prefix: key }
}

async function itemOf(context: Context, source: string, target: string, flags: CopyFlags, journal: Journal | undefined): Promise<CopyItem> {
  if (!isCosUri(source)) {
    if (await isFolder(source)) throw new UsageError(`"${source}" is a folder. To copy all of it, add --recursive.`)
    return copyUp(context, source, parseCosUri(target), flags, journal)
  }
  if (!isCosUri(target)) return copyDown(context, parseCosUri(source), target, flags, journal)
  return copyAcross(context, parseCosUri(source), parseCosUri(target), flags, journal)
}

async function isFolder(path: string): Promise<boolean> {
  if (path === '-') return false
  const stats = await stat(path).catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT' ? new Error(`There is no file or folder "${path}".`) : error
  })
  return stats.isDirectory()
}
