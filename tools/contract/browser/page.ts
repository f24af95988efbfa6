import { createTransport } from '@cos/core'
// @boundaries-ignore these are not published, so there is no name to import them by
import { runSignatureVectors } from '../../../packages/signer/src/vectors.fixture.js'
// @boundaries-ignore these are not published, so there is no name to import them by
import { runXmlFixtures } from '../../../packages/xml/src/fixtures.fixture.js'
// @boundaries-ignore these are not published, so there is no name to import them by
import { parseXml } from '../../../packages/xml/src/parse/small-parser.js'
import { badInputSuite } from '../suite/bad-input.js'
import { bucketsSuite } from '../suite/buckets.js'
import { encryptionSuite } from '../suite/encryption.js'
import { errorsSuite } from '../suite/errors.js'
import { foldersSuite } from '../suite/folders.js'
import { functionsSuite } from '../suite/functions.js'
import { keysSuite } from '../suite/keys.js'
import { listingsSuite } from '../suite/listings.js'
import { multipartSuite } from '../suite/multipart.js'
import { objectsSuite } from '../suite/objects.js'
import { otherObjectsSuite } from '../suite/other-objects.js'
import { presignedSuite, presignedUrlsSuite } from '../suite/presigned.js'
import { serverSideEncryptionSuite } from '../suite/server-side-encryption.js'
import { runCollected } from './vitest-in-page.js'

/** What the driver gives the page. */
declare const setting: {
  readonly endpoint: string
  readonly region: string
  readonly credentials: { secretId: string; secretKey: string }
  readonly part: number
}
declare const report: (name: string, problem: string | undefined) => Promise<void>

const world = { ...setting, transport: createTransport(), takesAnyKey: false, takesStreams: false }
/** Each part is a visit of its own: what a page holds of its past answers is let go by the next one. */
const parts = [
  [bucketsSuite, objectsSuite, keysSuite, listingsSuite, foldersSuite, multipartSuite, errorsSuite, badInputSuite],
  [encryptionSuite],
  [otherObjectsSuite],
  [serverSideEncryptionSuite],
  [functionsSuite, presignedUrlsSuite, presignedSuite],
]
for (const suite of parts[setting.part] ?? []) suite(world)
await runCollected(report)
if (setting.part === 0) await runFixtures()

async function runFixtures(): Promise<void> {
  for (const { id, ok, detail } of await runSignatureVectors()) await report(`signature vector ${id}`, ok ? undefined : detail || 'differs')
  for (const { name, ok, detail } of await runXmlFixtures(parseXml))
    await report(`XML fixture ${name}`, ok ? undefined : detail || 'differs')
}
