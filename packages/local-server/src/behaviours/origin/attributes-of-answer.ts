import { contentOf, type ObjectAttributes } from '../../object-attributes.js'
import type { OriginAnswer } from './ask-origin.js'

/** What is remembered of an object that was fetched, by the headers it came with. */
export function attributesOfAnswer(headers: OriginAnswer['headers'], key: string): ObjectAttributes {
  return contentOf(
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
}
