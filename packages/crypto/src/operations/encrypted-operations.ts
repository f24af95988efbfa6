import type { Call } from '../middleware/setting.js'

/** Some operations, by their names, as a client that encrypts carries them out. Only this package has such. */
export type EncryptedOperations = Readonly<Record<string, (call: Call<never>) => Promise<unknown>>>
