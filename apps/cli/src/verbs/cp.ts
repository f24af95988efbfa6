import { copyAcross } from '../copy/copy-across.js'
import { copyAll } from '../copy/copy-all.js'
import { copyDown } from '../copy/copy-down.js'
import { readCopyFlags } from '../copy/copy-flags.js'
import { copyUp } from '../copy/copy-up.js'
import { isCosUri, parseCosUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<source>', 'a file, a folder, an object, or - for standard input')
    command.argument('<target>', 'an object, a prefix that ends in /, a file, a folder, or - for standard output')
    command.option('-r, --recursive', 'everything in a folder or below a prefix')
    command.option('--jobs <count>', 'files at once, with --recursive (default: 4)')
    command.option('--concurrency <count>', 'parts of a file at once (default: 5)')
    command.option('--part-size <size>', 'size of a part, such as 16MiB (default: 8MiB)')
    command.option('--threshold <size>', 'up to this size a file is sent in one request (default: 16MiB)')
    command.option('--content-type <type>', 'media type of what is written (default: by the name)')
    command.option('--cache-control <text>', 'how caches may keep it')
    command.option('--storage-class <class>', 'STANDARD, STANDARD_IA, ARCHIVE, … (default: STANDARD)')
    command.option('--acl <acl>', 'default, private, public-read, …')
    command.option(
      '--metadata <name=value>',
      'user metadata; may be given more than once',
      (pair: string, pairs: readonly string[] = []) => [...pairs, pair],
    )
  },
  examples: [
    ['cos cp film.mov cos://photos-1250000000/', 'upload a file under its name'],
    ['cos cp --recursive ./site cos://site-1250000000/v2/', 'upload everything in a folder'],
    ['cos cp --recursive cos://photos-1250000000/2026/ ./2026', 'download everything below a prefix'],
    ['cos cp cos://photos-1250000000/a.jpg cos://backup-1250000000/', 'copy inside COS'],
    ['tar c . | cos cp - cos://backup-1250000000/home.tar', 'upload what another program writes'],
  ],
  async run(context, [source = '', target = ''], given) {
    const flags = readCopyFlags(given)
    const isDown = isCosUri(source)
    const isUp = isCosUri(target)
    if (!isDown && !isUp) throw new UsageError('One side must be in COS: cos://<bucket>/<key>.')
    if (isDown && isUp) return copyAll(context, copyAcross(context, parseCosUri(source), parseCosUri(target), flags), flags)
    const items = isUp ? copyUp(context, source, parseCosUri(target), flags) : copyDown(context, parseCosUri(source), target, flags)
    await copyAll(context, items, flags)
  },
}
