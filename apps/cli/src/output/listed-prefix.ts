import { formatCosUri } from '../cos-uri.js'

/** How a listing shows keys that were folded at a delimiter. */
export function listedPrefix(bucket: string, prefix: string): [record: object, text: string] {
  return [{ type: 'prefix', bucket, prefix, uri: formatCosUri({ bucket, key: prefix }) }, `${' '.repeat(19)}${'-'.padStart(14)}  ${prefix}`]
}
