import type { HeadObjectInput, HeadObjectOutput } from '@cos/core'
import { failDecryption } from '../errors/decryption-error.js'
import { withoutChecksum } from './put-object.js'
import { type Call, formatOf, userMetadata } from './setting.js'

/** Says of an object what its content is: its length, and the user's own metadata. Needs no key. */
export async function headObject({ setting, input, send }: Call<HeadObjectInput>): Promise<HeadObjectOutput> {
  const output = (await send({ ...input, range: undefined })) as HeadObjectOutput
  const format = formatOf(setting, output.metadata)
  if (!format) return output
  const { contentLength, metadata } = output
  return {
    ...withoutChecksum(output),
    metadata: userMetadata(metadata, format),
    ...(contentLength !== undefined && { contentLength: format.layout.plainBytes(contentLength, metadata) ?? failDecryption() }),
  }
}
