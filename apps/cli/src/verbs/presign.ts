import { type Command, DeleteObjectCommand, GetObjectCommand, HeadObjectCommand, PutObjectCommand } from '@cos/core'
import { type CosUri, parseObjectUri } from '../cos-uri.js'
import { UsageError } from '../usage-error.js'
import type { Verb } from './verb.js'

/** What the flags say of the request that is presigned. */
interface Wanted {
  readonly versionId: string | undefined
  readonly contentType: string | undefined
  readonly contentLength: number | undefined
  readonly downloadAs: string | undefined
}

/** How a method is presigned, and which flags it takes. */
interface Presigned {
  readonly flags: readonly (keyof Wanted)[]
  readonly commandOf: (uri: CosUri, wanted: Wanted) => Command
}

const methods: Readonly<Record<string, Presigned>> = {
  GET: {
    flags: ['versionId', 'downloadAs'],
    commandOf: (uri, { versionId, downloadAs }) =>
      new GetObjectCommand({ ...uri, versionId, responseContentDisposition: downloadAs && attachment(downloadAs) }),
  },
  HEAD: { flags: ['versionId'], commandOf: (uri, { versionId }) => new HeadObjectCommand({ ...uri, versionId }) },
  PUT: {
    flags: ['contentType', 'contentLength'],
    commandOf: (uri, { contentType, contentLength }) => new PutObjectCommand({ ...uri, contentType, contentLength }),
  },
  DELETE: { flags: ['versionId'], commandOf: (uri, { versionId }) => new DeleteObjectCommand({ ...uri, versionId }) },
}
const spelled: Readonly<Record<keyof Wanted, string>> = {
  versionId: '--version-id',
  contentType: '--content-type',
  contentLength: '--content-length',
  downloadAs: '--download-as',
}

export const verb: Verb = {
  define(command) {
    command.argument('<uri>', 'the object')
    command.option('--expires <seconds>', 'how long the URL is good for', '900')
    command.option('--method <method>', 'GET, HEAD, PUT or DELETE', 'GET')
    command.option(
      '--signed-host <host>',
      'host the signature is for, where a CDN asks COS under another name (default: the one in the URL)',
    )
    command.option('--no-signed-host', 'sign no host: the URL is good for this key in every bucket of the account')
    command.option('--version-id <id>', 'one version of the object; not for PUT')
    command.option('--download-as <name>', 'name under which a browser saves it; for GET')
    command.option('--content-type <type>', 'media type that must be sent; for PUT')
    command.option('--content-length <bytes>', 'length that must be sent; for PUT (default: any)')
  },
  examples: [
    ['cos presign cos://photos-1250000000/a.jpg', 'a link for a quarter of an hour'],
    ['cos presign --method PUT --expires 3600 cos://photos-1250000000/b.jpg', 'let somebody upload: curl -T b.jpg "<url>"'],
    ['cos presign --method PUT --content-length 52428800 cos://photos-1250000000/c.zip', 'an upload of exactly 50 MiB'],
    ['cos presign --signed-host cdn.example.com cos://photos-1250000000/a.jpg', 'a link that is good behind a CDN'],
  ],
  async run({ client, output, signal }, [text = ''], flags) {
    const uri = parseObjectUri(text)
    const method = String(flags['method']).toUpperCase()
    const presigned = methods[method]
    if (!presigned) throw new UsageError(`--method ${method} cannot be presigned. Choose ${Object.keys(methods).join(', ')}.`)
    for (const [name, flag] of Object.entries(spelled) as [keyof Wanted, string][]) {
      if (flags[name] !== undefined && !presigned.flags.includes(name)) throw new UsageError(`${flag} does not go with ${method}.`)
    }
    const expiresInSeconds = wholeNumber(flags['expires'], 1, '--expires must be a whole number of seconds, 1 or more.')
    const wanted: Wanted = {
      versionId: flags['versionId'] as string | undefined,
      contentType: flags['contentType'] as string | undefined,
      contentLength:
        flags['contentLength'] === undefined
          ? undefined
          : wholeNumber(flags['contentLength'], 0, '--content-length must be a whole number of bytes.'),
      downloadAs: flags['downloadAs'] as string | undefined,
    }
    const signedHost = flags['signedHost'] as string | false | undefined
    if (signedHost !== undefined && signedHost !== false && !/^[^\s/]+$/.test(signedHost))
      throw new UsageError('--signed-host must be a host name, without a scheme or a path.')
    const url = await (await client()).presign(presigned.commandOf(uri, wanted), { expiresInSeconds, signedHost, signal })
    await output.result({ operation: 'presign', ...uri, method, expiresInSeconds, url }, url)
  },
}

function wholeNumber(value: unknown, least: number, problem: string): number {
  const number = Number(value)
  if (!/^\d+$/.test(String(value)) || !Number.isSafeInteger(number) || number < least) throw new UsageError(problem)
  return number
}

/** Names beyond ASCII travel as RFC 6266 says. */
function attachment(name: string): string {
  return `attachment; filename*=UTF-8''${encodeURIComponent(name).replace(/['()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)}`
}
