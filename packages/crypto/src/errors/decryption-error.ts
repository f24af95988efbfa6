import { CosError } from '@cos/core'

/** Why an object was not decrypted. */
export type DecryptionErrorCode =
  /** The object carries no envelope: it is plain, or its metadata were removed. */
  | 'NotEncrypted'
  /** The object is in a format that this client was not told to read. */
  | 'FormatNotAllowed'
  /** The envelope is incomplete, ambiguous or malformed. */
  | 'EnvelopeMalformed'
  /** None of the client's keys has the id that the envelope names. */
  | 'UnknownKey'
  /** The key does not open the envelope, or envelope or bytes are not those that were written. */
  | 'DecryptionFailed'

/**
 * An object that cannot be decrypted. All failures of keys, padding, tags and lengths are `DecryptionFailed` alike, because
 * telling them apart would help whoever tampers. Repeating the request does not help, so nothing here does.
 */
export class DecryptionError extends CosError {
  override readonly name = 'DecryptionError'
  declare readonly code: DecryptionErrorCode

  constructor(code: DecryptionErrorCode, message: string) {
    super(message, { code })
  }
}

/** Ends a decryption. The reason is never told more closely. */
export function failDecryption(): never {
  throw new DecryptionError('DecryptionFailed', 'The object cannot be decrypted: another key wrote it, or it was changed or cut off.')
}
