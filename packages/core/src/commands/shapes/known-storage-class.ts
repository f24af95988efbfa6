import { oneOfOrOther } from '@cos/xml'

/** The storage class in answers, where the service may add some. */
export const knownStorageClass = oneOfOrOther(
  'STANDARD',
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ARCHIVE',
  'DEEP_ARCHIVE',
  'MAZ_STANDARD',
  'MAZ_STANDARD_IA',
)
