import type { PutObjectInput, PutObjectOutput } from '@cos/core'
import { chooseEncryption, encryptionOutput } from '../encryption.js'
import { attributesOf } from '../object-attributes.js'
import { putBody } from '../put-body.js'
import { takeIn } from '../take-in.js'
import { versionIdOf, versioningOf } from '../versioning.js'
import type { Handler } from './handler.js'

/** Stores an object. */
export const putObject: Handler<PutObjectInput, PutObjectOutput> = async (call) => {
  const { input, bucket } = call
  const { key } = input
  const attributes = attributesOf(input, key, bucket)
  const encryption = await chooseEncryption(call, input.encryption)
  const body = await takeIn(call, encryption.sealing)
  const record = await putBody(call, { key, body, attributes, encryption })
  const output: PutObjectOutput = {
    etag: `"${record.etag}"`,
    crc64: record.crc64.toString(),
    versionId: versionIdOf(record, versioningOf(bucket)),
    ...encryptionOutput(encryption.stored),
  }
  return { record, output }
}
