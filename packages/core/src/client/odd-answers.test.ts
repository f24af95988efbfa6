import { describe, expect, test } from 'vitest'
import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsCommand,
  ListPartsCommand,
  UploadPartCopyCommand,
} from '../commands/index.js'
import { isServiceError } from '../errors/service-error.js'
import type { Command } from '../operation/command.js'
import { CosClient } from './cos-client.js'

const address = { bucket: 'photos-1250000000', key: 'a.txt' }
const copySource = { bucket: 'photos-1250000000', key: 'b.txt' }

/** A client that gets these documents with status 200, one after another. */
function clientOf(...documents: string[]) {
  let asked = 0
  const client = new CosClient({
    region: 'ap-guangzhou',
    credentials: { secretId: 'AKIDEXAMPLE', secretKey: 'SECRETEXAMPLEkey' },
    clock: { now: () => 1_700_000_000_000, random: () => 0, sleep: async () => {} },
    transport: async () => {
      const bytes = new TextEncoder().encode(documents[asked++]!)
      const body = { bytes: async () => bytes, cancel: async () => {}, [Symbol.asyncIterator]: () => [bytes].values() as never }
      return { status: 200, headers: { 'x-cos-request-id': 'request-1' }, body }
    },
  })
  return { client, asked: () => asked }
}
const refusal = (code: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>${code}</Code><Message>No.</Message></Error>`

describe('a 200 that carries the document of an error is that error', () => {
  test.each<[string, Command, string]>([
    [
      'CopyObject',
      new CopyObjectCommand({ ...address, copySource }),
      '<CopyObjectResult><ETag>"e"</ETag><LastModified>2026-01-02T03:04:05Z</LastModified></CopyObjectResult>',
    ],
    [
      'UploadPartCopy',
      new UploadPartCopyCommand({ ...address, uploadId: 'u', partNumber: 1, copySource }),
      '<CopyPartResult><ETag>"e"</ETag><LastModified>2026-01-02T03:04:05Z</LastModified></CopyPartResult>',
    ],
    [
      'CompleteMultipartUpload',
      new CompleteMultipartUploadCommand({ ...address, uploadId: 'u', parts: [{ partNumber: 1, etag: '"e"' }] }),
      '',
    ],
  ])('%s', async (_, command, success) => {
    const refused = clientOf(refusal('AccessDenied'))
    const error = await refused.client.send(command).catch((caught: unknown) => caught)
    expect(isServiceError(error, 'AccessDenied') && [error.status, error.requestId, refused.asked()]).toEqual([200, 'request-1', 1])
    if (success === '') return
    // What may pass is asked again.
    const busy = clientOf(refusal('InternalError'), refusal('SlowDown'), success)
    expect(await busy.client.send(command)).toMatchObject({ etag: '"e"' })
    expect(busy.asked()).toBe(3)
    // White space may come first, while the copy is made; a document that is cut is no success.
    expect(await clientOf(` \n${success}`).client.send(command)).toMatchObject({ etag: '"e"' })
    const cut = clientOf(...Array<string>(4).fill(success.slice(0, -3)))
    expect(await cut.client.send(command).catch(({ name }: Error) => name)).toBe('ResponseError')
  })
})

describe('the spellings that real answers have had are read', () => {
  const owner = '<ID>1</ID><DisplayName>1</DisplayName>'

  test.each(['EncodingType', 'Encoding-Type', 'Encoding-type'])('%s', async (name) => {
    const encoding = `<${name}>url</${name}>`
    const objects = `<ListBucketResult><Name>photos</Name>${encoding}<Prefix>a%20b</Prefix><Marker/><MaxKeys>1</MaxKeys><IsTruncated>false</IsTruncated></ListBucketResult>`
    expect(await clientOf(objects).client.send(new ListObjectsCommand({ bucket: address.bucket }))).toMatchObject({ prefix: 'a b' })
    const parts = `<ListPartsResult><Bucket>photos</Bucket>${encoding}<Key>a%20b</Key><UploadId>u</UploadId><MaxParts>1</MaxParts><IsTruncated>false</IsTruncated></ListPartsResult>`
    expect(await clientOf(parts).client.send(new ListPartsCommand({ ...address, uploadId: 'u' }))).toMatchObject({ key: 'a b' })
    const uploads = `<ListMultipartUploadsResult><Bucket>photos</Bucket>${encoding}<KeyMarker/><UploadIdMarker/><MaxUploads>1</MaxUploads><IsTruncated>false</IsTruncated><delimiter>%2F</delimiter><Upload><Key>a%20b</Key><UploadId>u</UploadId><Initiated>2026-01-02T03:04:05.000Z</Initiated><Owner>${owner}</Owner></Upload><CommonPrefixs><Prefix>c%20d/</Prefix></CommonPrefixs></ListMultipartUploadsResult>`
    expect(await clientOf(uploads).client.send(new ListMultipartUploadsCommand({ bucket: address.bucket }))).toMatchObject({
      delimiter: '/',
      uploads: [{ key: 'a b' }],
      commonPrefixes: [{ prefix: 'c d/' }],
    })
  })
})
