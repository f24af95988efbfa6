import { getObject } from '../middleware/get-object.js'
import { headObject } from '../middleware/head-object.js'
import type { EncryptedOperations } from './encrypted-operations.js'

/** GetObject and HeadObject: reading whole objects and ranges. */
export const encryptedReads: EncryptedOperations = { GetObject: getObject, HeadObject: headObject }
