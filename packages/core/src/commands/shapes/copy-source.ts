import { encodePath, percentEncode } from '@cos/signer'
import { documented } from '#documented'
import { refuse } from '../../errors/input-error.js'
import { checkBucket, checkKey, checkRegion } from '../../operation/address.js'
import { codec } from '../../operation/bindings.js'

/** The object that is copied. */
export interface CopySource {
  /** Full name of the bucket it is in. */
  readonly bucket: string
  readonly key: string
  /** Region of that bucket. Default: the client's. */
  readonly region?: string | undefined
  /** One version of it. Default: the latest. */
  readonly versionId?: string | undefined
}

/** The source of a copy, in its header form. */
export const copySource = codec<CopySource>({
  format(source, member, clientRegion) {
    if (typeof source !== 'object') refuse(member, 'must be { bucket, key }')
    const { bucket, key, region = clientRegion, versionId } = source ?? {}
    const host = `${checkBucket(bucket, `${member}.bucket`)}.cos.${checkRegion(region, `${member}.region`)}`
    const path = encodePath(checkKey(key, `${member}.key`))
    return `${host}.myqcloud.com/${path}${versionId === undefined ? '' : `?versionId=${percentEncode(versionId)}`}`
  },
  parse: documented((text: string) => {
    const match =
      /^([a-z\d][a-z\d-]*-\d+)\.(?:cos(?:v6|-cdc|-internal)?\.)?([^./]+)\.(?:myqcloud\.com|tencentcos\.cn)\/([^?]+)(?:\?versionId=([^&]*))?$/.exec(
        text.replace(/^https?:\/\//, '').replace(/^\//, ''),
      )
    if (!match) return undefined
    try {
      const source = { bucket: match[1]!, region: match[2]!, key: decodeURIComponent(match[3]!) }
      return match[4] ? { ...source, versionId: decodeURIComponent(match[4]) } : source
    } catch {
      return undefined
    }
  }),
  sample: documented({ bucket: 'source-1250000000', region: 'ap-guangzhou', key: 'a b/c.txt', versionId: 'MTg0NDUxODMzMTMwMDM2Njc1ODA' }),
})

/** Reads `<bucket>.cos.<region>.myqcloud.com/<encoded key>[?versionId=<id>]`; `undefined` when it is malformed. */
export function parseCopySource(text: string): CopySource | undefined {
  return copySource.parse?.(text, 'copySource')
}
