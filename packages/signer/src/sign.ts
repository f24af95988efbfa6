import { checkedRequest } from './checked-request.js'
import { checkedSigningKey } from './checked-signing-key.js'
import type { Credentials } from './credentials.js'
import { keyTimeOf, type SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { signatureLine } from './signature-line.js'
import { signerErrorOf } from './signer-error.js'

/**
 * Signs a request: gives the value of its `Authorization` header. The request must already hold everything it will be sent
 * with, the `x-cos-security-token` header of temporary credentials included; `authorize` sees to that.
 *
 * Throws a `SignerError` for input that cannot be signed: no host, a name given twice, a header of two lines, empty keys.
 */
export function sign(request: SignableRequest, credentials: Credentials, options: SignOptions = {}): string {
  try {
    const canonical = checkedRequest(request, options)
    const keyTime = keyTimeOf(options)
    return signatureLine(canonical, checkedSigningKey(credentials, keyTime), keyTime)
  } catch (error) {
    throw signerErrorOf(error)
  }
}
