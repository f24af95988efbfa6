import { canonicalRequest } from './canonical.js'
import type { Credentials } from './credentials.js'
import type { SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { signatureLine } from './signature-line.js'
import { signingKeyOf } from './signing-key.js'

/**
 * Does what `sign` does, without its checks: for a caller that has made the request itself and looked at the keys, such as
 * `@cos/core`. The path begins with `/`, the host is there, no name is given twice, values are text without line ends, and the
 * window, `<start>;<end>`, is in whole Unix seconds.
 */
export function signUnchecked(
  request: SignableRequest,
  credentials: Credentials,
  window: string,
  options: Pick<SignOptions, 'signHost'> = {},
): string {
  return signatureLine(canonicalRequest(request, options), signingKeyOf(credentials, window), window)
}
