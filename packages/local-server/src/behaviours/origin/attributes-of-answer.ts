import { contentOf, type ObjectAttributes } from '../../object-attributes.js'
import { keptClass } from '../../storage-zones.js'
import type { BucketRecord } from '../../store/records.js'
import type { OriginAnswer } from './ask-origin.js'

/** What is remembered of an object that was fetched, by the headers it came with. */
export function attributesOfAnswer(headers: OriginAnswer['headers'], key: string, bucket: BucketRecord): ObjectAttributes {
  const content = contentOf(
    {
      contentType: headers['content-type'],
      contentEncoding: headers['content-encoding'],
      contentLanguage: headers['content-language'],
      contentDisposition: headers['content-disposition'],
      cacheControl: headers['cache-control'],
      expires: headers['expires'],
    },
    key,
  )
  return { ...content, storageClass: keptClass(undefined, bucket) }
}
