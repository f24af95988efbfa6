import { oneOf } from '@cos/xml'

/** Where a lifecycle rule may move an object. */
export const lifecycleStorageClass = oneOf(
  'STANDARD_IA',
  'INTELLIGENT_TIERING',
  'ARCHIVE',
  'DEEP_ARCHIVE',
  'MAZ_STANDARD_IA',
  'MAZ_INTELLIGENT_TIERING',
)
