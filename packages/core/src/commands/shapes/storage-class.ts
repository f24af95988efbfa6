import { oneOf } from '@cos/xml'

/** How an object is stored. The `MAZ_` classes are for buckets spread over several zones. */
export const storageClass = oneOf(
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ARCHIVE',
  'DEEP_ARCHIVE',
  'MAZ_STANDARD',
  'MAZ_STANDARD_IA',
  'MAZ_INTELLIGENT_TIERING',
  'MAZ_ARCHIVE',
  'MAZ_DEEP_ARCHIVE',
)
