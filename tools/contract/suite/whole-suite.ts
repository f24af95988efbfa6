import { badInputSuite } from './bad-input.js'
import { bucketsSuite } from './buckets.js'
import { configurationsSuite } from './configurations.js'
import { encryptionSuite } from './encryption.js'
import { errorsSuite } from './errors.js'
import { foldersSuite } from './folders.js'
import { functionsSuite } from './functions.js'
import { keysSuite } from './keys.js'
import { listingsSuite } from './listings.js'
import { multipartSuite } from './multipart.js'
import { objectsSuite } from './objects.js'
import { otherObjectsSuite } from './other-objects.js'
import { preflightSuite } from './preflight.js'
import { presignedSuite, presignedUrlsSuite } from './presigned.js'
import { resilienceSuite } from './resilience.js'
import { resumedReadsSuite } from './resumed-reads.js'
import { selectSuite } from './select.js'
import { selectStreamsSuite } from './select-streams.js'
import { serverSideEncryptionSuite } from './server-side-encryption.js'
import type { World } from './world.js'

/** Everything a client and a server have to agree on. */
export function wholeSuite(world: World): void {
  bucketsSuite(world)
  configurationsSuite(world)
  objectsSuite(world)
  keysSuite(world)
  listingsSuite(world)
  foldersSuite(world)
  multipartSuite(world)
  serverSideEncryptionSuite(world)
  otherObjectsSuite(world)
  selectSuite(world)
  selectStreamsSuite(world)
  presignedUrlsSuite(world)
  presignedSuite(world)
  functionsSuite(world)
  preflightSuite(world)
  errorsSuite(world)
  badInputSuite(world)
  resilienceSuite(world)
  resumedReadsSuite(world)
  encryptionSuite(world)
}
