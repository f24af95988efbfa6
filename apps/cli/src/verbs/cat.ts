import { HeadObjectCommand } from '@cos/core'
import { download } from '@cos/transfer'
import type { Context } from '../context.js'
import { type CosUri, parseObjectUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { Verb } from './verb.js'

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'the object')
    command.option('--range <range>', 'only some bytes: 0-99, 100- or -100 (the last hundred)')
    command.option('--version-id <id>', 'one version of the object')
  },
  examples: [
    ['cos cat cos://photos-1250000000/notes.txt', 'show an object'],
    ['cos cat --range 0-1023 cos://photos-1250000000/film.mov | xxd', 'look at its first KiB'],
  ],
  async run(context, [text = ''], flags) {
    const uri = parseObjectUri(text)
    const versionId = flags['versionId'] as string | undefined
    const range = flags['range'] === undefined ? undefined : await rangeOf(context, uri, versionId, String(flags['range']))
    const { client, output, signal } = context
    await download(await client(), { ...uri, versionId, range, signal, target: (chunk) => output.bytes(chunk) })
  },
}

async function rangeOf(
  { client, signal }: Context,
  uri: CosUri,
  versionId: string | undefined,
  text: string,
): Promise<{ first: number; last?: number | undefined }> {
  const match = /^(\d*)-(\d*)$/.exec(text)
  if (!match || text === '-') throw new UsageError(`--range ${text} is not a range. Write 0-99, 100- or -100.`)
  const [, first, last] = match
  if (first) return { first: Number(first), last: last ? Number(last) : undefined }
  const { contentLength = 0 } = await (await client()).send(new HeadObjectCommand({ ...uri, versionId }), { signal })
  return { first: Math.max(0, contentLength - Number(last)) }
}
