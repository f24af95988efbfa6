import type { AppendObjectInput, AppendObjectOutput } from '@cos/core'
import { chooseEncryption, encryptionOfAttributes, encryptionOutput, type StoredEncryption, sealingOfPart } from '../encryption.js'
import { Fault } from '../fault.js'
import { attributesOf } from '../object-attributes.js'
import type { Sealing } from '../store/seal.js'
import type { AppendObjectOutcome } from '../store/store.js'
import { takeIn } from '../take-in.js'
import { versionIdOf, versioningOf } from '../versioning.js'
import type { Call, Handler } from './handler.js'

const maxSizeBytes = 5 * 1024 ** 3

/** Adds bytes to the end of an object, or makes it. */
export const appendObject: Handler<AppendObjectInput, AppendObjectOutput> = async (call) => {
  const { input, bucket, store } = call
  const { key, position } = input
  if (call.body.sizeBytes === undefined) throw new Fault('MissingContentLength')
  if (input.storageClass?.endsWith('INTELLIGENT_TIERING')) throw new Fault('NotSupportedStorageClass')
  const { stored, sealing } = await encryptionFor(call)
  const said = attributesOf(input, key, bucket)
  const attributes = stored ? { ...said, encryption: stored } : said
  const body = await takeIn(call, sealing)
  const versioning = versioningOf(bucket)
  const appended = await store.appendObject({ bucket: bucket.name, key, body, position, attributes, versioning, maxSizeBytes })
  if (appended.outcome !== 'stored') throw refusal(appended)
  const { record } = appended
  const output: AppendObjectOutput = {
    nextAppendPosition: record.sizeBytes,
    etag: `"${record.etag}"`,
    crc64: record.crc64.toString(),
    versionId: versionIdOf(record, versioning),
    ...encryptionOutput(stored),
  }
  // One official SDK wants the MD5 of the added bytes under this name.
  return { record, output, headers: { 'x-cos-content-sha1': body.md5 ?? '' } }
}

/** The first append decides how the object is encrypted; later ones go on so. */
async function encryptionFor(
  call: Call<AppendObjectInput>,
): Promise<{ readonly stored: StoredEncryption | undefined; readonly sealing: Sealing | undefined }> {
  const { input, bucket, store } = call
  const found = await store.getObject({ bucket: bucket.name, key: input.key })
  if (found.outcome !== 'found' || !found.record.isAppendable) return chooseEncryption(call, input.encryption)
  const stored = encryptionOfAttributes(found.record.attributes)
  const given = input.encryption
  const customerKey = typeof given === 'object' && 'keyMd5' in given ? given : undefined
  return { stored, sealing: sealingOfPart(stored, customerKey) }
}

function refusal(appended: Exclude<AppendObjectOutcome, { readonly outcome: 'stored' }>): Fault {
  switch (appended.outcome) {
    case 'no-such-bucket':
      return new Fault('NoSuchBucket')
    case 'condition-failed':
      return new Fault('PathConflict')
    case 'too-large':
      return new Fault('EntityTooLarge')
    case 'not-appendable':
      return new Fault('ObjectNotAppendable')
    case 'position-differs':
      return new Fault('AppendPositionErr', { headers: { 'x-cos-next-append-position': String(appended.sizeBytes) } })
  }
}
