import { element, oneOf, optional, struct, unknownElements } from '@cos/xml'

/** How a bucket encrypts objects that say nothing of it. */
export const defaultEncryption = struct({
  /** What is done. Real documents have had another name for it, which is read too. */
  applyServerSideEncryptionByDefault: element(
    'ApplyServerSideEncryptionByDefault',
    struct({
      /** `AES256`: with keys of COS. `KMS`: with a key of the key management service. */
      sseAlgorithm: element('SSEAlgorithm', oneOf('AES256', 'KMS')),
      /** Id of the key. Default: the account's default key. */
      kmsMasterKeyId: optional(element('KMSMasterKeyID')),
      /** Algorithm of that key. */
      kmsAlgorithm: optional(element('KMSAlgorithm')),
      unknown: unknownElements,
    }),
    ['ApplySideEncryptionConfiguration'],
  ),
  unknown: unknownElements,
})
