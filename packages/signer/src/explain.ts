import { hasher } from '#hasher'
import { type CanonicalRequest, httpStringOf } from './canonical.js'
import { checkedRequest } from './checked-request.js'
import { keyTimeOf, type SignOptions } from './sign-options.js'
import type { SignableRequest } from './signable-request.js'
import { signerErrorOf } from './signer-error.js'

/**
 * What went into a signature, under the names the COS documentation uses. It holds neither the keys nor the signature, but
 * the signed values as they are, a token among them: show people the output of `diff` instead.
 */
export interface Explanation {
  /** Lower case, as signed. */
  readonly method: string
  /** Decoded, as signed. */
  readonly path: string
  /** `<start>;<end>`, Unix seconds. */
  readonly keyTime: string
  /** Names of `q-url-param-list`. */
  readonly parameterList: readonly string[]
  /** Names of `q-header-list`. */
  readonly headerList: readonly string[]
  /** Values at the places of `parameterList`. */
  readonly parameterValues: readonly string[]
  /** Values at the places of `headerList`. */
  readonly headerValues: readonly string[]
  /** Method, path, parameters and headers, a line each. */
  readonly httpString: string
  /** What the last HMAC is computed over. */
  readonly stringToSign: string
}

/**
 * Shows the intermediate texts of a signature; no keys are needed for them. The request is explained as it stands: pass the
 * token among its headers or parameters, where it was signed. Fails as `sign` does.
 */
export function explain(request: SignableRequest, options: SignOptions = {}): Explanation {
  try {
    return explanationOf(checkedRequest(request, options), keyTimeOf(options))
  } catch (error) {
    throw signerErrorOf(error)
  }
}

/** @internal Explains a request whose signed parts are known. */
export function explanationOf(canonical: CanonicalRequest, keyTime: string): Explanation {
  const { method, path, parameters, headers } = canonical
  return {
    method,
    path,
    keyTime,
    parameterList: parameters.names,
    headerList: headers.names,
    parameterValues: parameters.values,
    headerValues: headers.values,
    httpString: httpStringOf(canonical),
    stringToSign: `sha1\n${keyTime}\n${hasher.sha1OfRequest(canonical)}\n`,
  }
}
