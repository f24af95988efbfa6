import { type Command, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import { type CosUri, parseObjectUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { Verb } from './verb.js'

const commands: Readonly<Record<string, (uri: CosUri) => Command>> = {
  GET: (uri) => new GetObjectCommand(uri),
  HEAD: (uri) => new HeadObjectCommand(uri),
  PUT: (uri) => new PutObjectCommand(uri),
  DELETE: (uri) => new DeleteObjectCommand(uri),
}

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'the object')
    command.option('--expires <seconds>', 'how long the URL is good for', '900')
    command.option('--method <method>', 'GET, HEAD, PUT or DELETE', 'GET')
  },
  examples: [
    ['cos presign cos://photos-1250000000/a.jpg', 'a link for a quarter of an hour'],
    ['cos presign --method PUT --expires 3600 cos://photos-1250000000/b.jpg', 'let somebody upload: curl -T b.jpg "<url>"'],
  ],
  async run({ client, output, signal }, [text = ''], flags) {
    const uri = parseObjectUri(text)
    const method = String(flags['method']).toUpperCase()
    const commandOf = commands[method]
    if (!commandOf) throw new UsageError(`--method ${method} cannot be presigned. Choose ${Object.keys(commands).join(', ')}.`)
    const expiresInSeconds = Number(flags['expires'])
    if (!Number.isSafeInteger(expiresInSeconds) || expiresInSeconds < 1)
      throw new UsageError('--expires must be a whole number of seconds, 1 or more.')
    const url = await (await client()).presign(commandOf(uri), { expiresInSeconds, signal })
    await output.result({ operation: 'presign', ...uri, method, expiresInSeconds, url }, url)
  },
}
