import type { RequestAddress } from '../address.js'
import type { Caller } from '../authenticate.js'
import { Fault } from '../fault.js'
import { V4Fault } from './v4-fault.js'
import { isV4Signature, type V4Signatures } from './verify-v4-signature.js'

/** What a download by the older signature looks like. */
export interface V4Download {
  readonly method: string
  readonly address: RequestAddress
  readonly query: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string>>
}

/** Who asks by a signature of the V4 API, which the hosts of buckets take for downloads; undefined when there is none. */
export function v4CallerOf(signatures: V4Signatures, { method, address, query, headers }: V4Download): Caller | undefined {
  if (!/^(GET|HEAD)$/.test(method) || address.bucket === undefined || address.key === undefined) return undefined
  const inHeader = headers['authorization']
  const sign = isV4Signature(inHeader) ? inHeader : query['sign']
  if (!isV4Signature(sign)) return undefined
  const [, bucket = '', appId = ''] = /^(.*)-(\d+)$/.exec(address.bucket) ?? []
  const use = { appId, bucket, path: `/${address.key}` }
  try {
    return signatures.verify(sign, { ...use, kind: inHeader === sign ? 'more' : 'download' })
  } catch (error) {
    if (!(error instanceof V4Fault)) throw error
    const code = error.code === -47 ? 'InvalidAccessKeyId' : error.code === -97 ? 'SignatureDoesNotMatch' : 'AccessDenied'
    throw new Fault(code, { message: error.message })
  }
}
