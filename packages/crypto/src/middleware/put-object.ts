import { InputError, type PutObjectInput, type PutObjectOutput } from '@cos/core'
import type { Metadata } from '../formats/object-format.js'
import { encryptedBody, refuseDigest, sizeOfBody } from './encrypted-body.js'
import type { Call, Setting } from './setting.js'

/** Encrypts an object that is written in one request. */
export async function putObject({ setting, input, send }: Call<PutObjectInput>): Promise<PutObjectOutput> {
  const { body, contentLength, contentMd5, metadata } = input
  refuseDigest(contentMd5)
  checkMetadata(setting, metadata)
  const sizeBytes = sizeOfBody(body) ?? contentLength
  const { format, keys } = setting
  const created = await format.create(keys, { sizeBytes, isInParts: false })
  return withoutChecksum(
    (await send({
      ...input,
      metadata: { ...metadata, ...created.metadata },
      body: await encryptedBody(body, created.content, { offsetBytes: 0, sizeBytes, isFinal: true }),
      contentLength: sizeBytes === undefined ? undefined : format.layout.storedBytes(sizeBytes),
    })) as PutObjectOutput,
  )
}

/** Refuses user metadata that would pass for an envelope. */
export function checkMetadata({ formats }: Setting, metadata: Metadata | undefined): void {
  for (const name of Object.keys(metadata ?? {})) {
    if (formats.some((format) => format.owns(name.toLowerCase()))) {
      throw new InputError('is a name that encryption needs', { member: `metadata.${name}` })
    }
  }
}

/** The checksum that COS reports is that of the encrypted bytes. It was compared with them; to the content it says nothing. */
export function withoutChecksum<Output extends { readonly crc64?: string | undefined }>(output: Output): Output {
  const { crc64: _, ...rest } = output
  return rest as Output
}
