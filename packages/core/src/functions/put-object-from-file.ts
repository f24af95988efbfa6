import { openFile } from '#file'
import type { CosClient, SendOptions } from '../client/cos-client.js'
import { PutObjectCommand, type PutObjectInput, type PutObjectOutput } from '../commands/object/put-object.js'

/** A file to write as an object. Besides the path, what PutObject takes. */
export interface PutObjectFromFileInput extends Omit<PutObjectInput, 'body' | 'contentLength'> {
  /** Of a file of up to 5 GB. */
  readonly path: string | URL
}

/**
 * Writes an object from a file on disk in one request (PUT Object): Node only. The file is read as it is sent, and again when the
 * request is repeated. For files of any size, that go on where an upload ended, use `upload` of `@cos/transfer`.
 *
 * @throws InputError when the file cannot be read or changes meanwhile, and what `client.send` throws.
 */
export async function putObjectFromFile(
  client: CosClient,
  { path, ...object }: PutObjectFromFileInput,
  options?: SendOptions,
): Promise<PutObjectOutput> {
  const { body, contentLength, checkUnchanged, close } = await openFile(path)
  try {
    const output = await client.send(new PutObjectCommand({ ...object, body, contentLength }), options)
    await checkUnchanged()
    return output
  } finally {
    await close()
  }
}
