import { putObject } from '../middleware/put-object.js'
import type { EncryptedOperations } from './encrypted-operations.js'

/** PutObject: objects that are sent in one request. */
export const encryptedWrites: EncryptedOperations = { PutObject: putObject }
