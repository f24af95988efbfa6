import { InputError } from '../errors/input-error.js'
import { TransportError } from '../errors/transport-error.js'

const sentences: Record<string, readonly [code: string, text: string, wasSent: boolean]> = {
  UND_ERR_CONNECT_TIMEOUT: ['ConnectTimeout', 'Connecting took too long.', false],
  UND_ERR_HEADERS_TIMEOUT: ['IdleTimeout', 'No answer came in time.', true],
  UND_ERR_BODY_TIMEOUT: ['IdleTimeout', 'The answer stopped arriving.', true],
  UND_ERR_SOCKET: ['ConnectionLost', 'The connection broke before the answer was complete.', true],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['ConnectionLost', 'The answer was shorter than it said.', true],
  ECONNRESET: ['ConnectionLost', 'The connection broke before the answer was complete.', true],
  EPIPE: ['ConnectionLost', 'The connection broke while sending.', true],
  ECONNREFUSED: ['ConnectFailed', 'The connection was refused.', false],
  ENOTFOUND: ['ConnectFailed', 'The host has no address.', false],
  EAI_AGAIN: ['ConnectFailed', 'The host could not be looked up.', false],
}

/** What a request failed with, in our words: the errors of `node:http`, of its sockets and of undici. An abort is the signal's own reason. */
export function failureOf(error: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  const code = (error as { code?: unknown } | undefined)?.code
  if (code === 'UND_ERR_REQ_CONTENT_LENGTH_MISMATCH') return wrongLength(error)
  const sentence = typeof code === 'string' ? sentences[code] : undefined
  if (sentence) return new TransportError(sentence[1], { code: sentence[0], wasSent: sentence[2], cause: error })
  // Node's parser names a reason; that of undici may not.
  const isDamaged =
    (error as { name?: unknown } | undefined)?.name === 'HTTPParserError' || (typeof code === 'string' && /^HPE_/.test(code))
  if (isDamaged) return new TransportError('The answer was damaged: it is no HTTP.', { code: 'ConnectionLost', cause: error })
  const isNetwork = typeof code === 'string' && /^(UND_ERR|E[A-Z]+$|ERR_TLS|ERR_SSL|CERT_|DEPTH_|SELF_SIGNED|UNABLE_TO)/.test(code)
  return isNetwork ? new TransportError(`No answer came: ${(error as Error).message}`, { code: 'ConnectFailed', cause: error }) : error
}

/** The error for a body that is not as long as it said. */
export function wrongLength(cause?: unknown): InputError {
  return new InputError('does not have the length that was given', { member: 'body', cause })
}
