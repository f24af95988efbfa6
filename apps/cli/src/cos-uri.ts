import { UsageError } from './usage-error.js'

/** A bucket, or an object or prefix in it. */
export interface CosUri {
  readonly bucket: string
  /** Key or prefix as it stands behind the bucket; empty for the bucket itself. */
  readonly key: string
}

const scheme = 'cos://'

/** Tells whether an argument is meant to be an address in COS. */
export function isCosUri(text: string): boolean {
  return text.startsWith(scheme)
}

/** Reads `cos://bucket/key`. The key is taken as it is: nothing in it is decoded. */
export function parseCosUri(text: string): CosUri {
  if (!isCosUri(text))
    throw new UsageError(`"${text}" is not an address in COS. Write cos://<bucket>/<key>, for example cos://photos-1250000000/a.jpg.`)
  const rest = text.slice(scheme.length)
  const slash = rest.indexOf('/')
  const bucket = slash < 0 ? rest : rest.slice(0, slash)
  if (bucket === '') throw new UsageError(`"${text}" names no bucket. Write cos://<bucket>/<key>.`)
  return { bucket, key: slash < 0 ? '' : rest.slice(slash + 1) }
}

/** Reads the address of a bucket alone. */
export function parseBucketUri(text: string): string {
  const { bucket, key } = parseCosUri(isCosUri(text) ? text : scheme + text)
  if (key !== '') throw new UsageError(`"${text}" names an object; a bucket is wanted: cos://${bucket}`)
  return bucket
}

/** Reads the address of an object. */
export function parseObjectUri(text: string): CosUri {
  const uri = parseCosUri(text)
  if (uri.key === '') throw new UsageError(`"${text}" names a bucket; an object is wanted: cos://${uri.bucket}/<key>`)
  return uri
}

/** Writes an address. */
export function formatCosUri({ bucket, key }: CosUri): string {
  return `${scheme}${bucket}/${key}`
}
