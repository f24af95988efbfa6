import { hasher } from '#hasher'
import { checkedSigningKey } from './checked-signing-key.js'
import type { Credentials } from './credentials.js'
import { keyTimeOf, type WindowOptions } from './sign-options.js'
import { SignerError } from './signer-error.js'

/** A live channel to publish to. */
export interface RtmpChannel {
  readonly bucket: string
  readonly channel: string
  /** Host to publish to, for example `examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com`. */
  readonly host: string
  /** Further parameters, signed in the order given. */
  readonly parameters?: Readonly<Record<string, string>> | undefined
}

/** Options of {@link signRtmpUrl}. */
export interface SignRtmpUrlOptions extends WindowOptions {
  /** How long a push may go on, seconds, 60 to 43,200. Default: the service's. */
  readonly pushSeconds?: number | undefined
  /** True signs parameters that hold `&`, `=` or spaces: nothing is encoded, so others can read them otherwise. Default false. */
  readonly allowsAmbiguous?: boolean | undefined
}

/**
 * Signs the address a live stream is published to. The signature is made with the secret key itself, and nothing in it is
 * encoded or sorted.
 */
export function signRtmpUrl(channel: RtmpChannel, credentials: Credentials, options: SignRtmpUrlOptions = {}): string {
  const keyTime = keyTimeOf(options)
  const key = checkedSigningKey(credentials, keyTime)
  const parameters = parametersOf(channel, credentials, options)
  const httpString = `/${channel.bucket}/${channel.channel}\n${parameters}\n`
  const signature = hasher.hmac(key.secret, `sha1\n${keyTime}\n${hasher.sha1(httpString)}\n`)
  const fields = `q-sign-algorithm=sha1&q-ak=${key.secretId}&q-sign-time=${keyTime}&q-key-time=${keyTime}&q-signature=${signature}`
  return `rtmp://${channel.host}/live/${channel.channel}?${fields}${parameters && `&${parameters}`}`
}

function parametersOf({ parameters = {} }: RtmpChannel, credentials: Credentials, options: SignRtmpUrlOptions): string {
  const { pushSeconds, allowsAmbiguous = false } = options
  for (const [name, value] of Object.entries(parameters)) {
    const isPlain = /^[\w.~-]+$/.test(name) && /^[\w.~-]*$/.test(value)
    if (!allowsAmbiguous && !isPlain) throw new SignerError(`parameters.${name}`, 'must hold only A-Z a-z 0-9 - . _ ~')
  }
  if (pushSeconds !== undefined && !(Number.isInteger(pushSeconds) && pushSeconds >= 60 && pushSeconds <= 43_200)) {
    throw new SignerError('options.pushSeconds', 'must be whole seconds from 60 to 43200')
  }
  const { securityToken } = credentials
  const all = {
    ...parameters,
    ...(securityToken ? { 'q-token': securityToken } : undefined),
    ...(pushSeconds === undefined ? undefined : { presign: String(pushSeconds) }),
  }
  return Object.entries(all)
    .map((entry) => entry.join('='))
    .join('&')
}
