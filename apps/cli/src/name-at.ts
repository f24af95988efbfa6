import { join } from 'node:path'
import type { Place } from '@cos/transfer'
import { formatCosUri } from './cos-uri.js'

/** How people would type something in a folder, or below a prefix. */
export function nameAt(place: Place, name: string): string {
  if ('path' in place) return join(place.path, name)
  const { bucket, prefix = '' } = place
  return formatCosUri({ bucket, key: (prefix === '' || prefix.endsWith('/') ? prefix : `${prefix}/`) + name })
}
