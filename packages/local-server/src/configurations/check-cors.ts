import type { PutBucketCorsInput } from '@cos/core'
import { Fault } from '../fault.js'
import type { Call } from '../handlers/handler.js'

const maxDocumentBytes = 65_536
const maxRules = 100

/** Refuses rules that no browser could be answered by. */
export function checkCors({ rules }: Pick<PutBucketCorsInput, 'rules'>, { body }: Pick<Call, 'body'>): void {
  if (body.sizeBytes !== undefined && body.sizeBytes > maxDocumentBytes) throw new Fault('XMLSizeLimit')
  if (rules.length === 0) throw new Fault('MalformedXML', { message: 'CORSConfiguration needs a CORSRule.' })
  if (rules.length > maxRules) throw new Fault('InvalidArgument', { message: `There are more than ${maxRules} rules.` })
  for (const { allowedOrigins, allowedMethods, allowedHeaders = [], exposeHeaders = [], maxAgeSeconds = 0 } of rules) {
    if (allowedOrigins.length === 0) throw new Fault('MalformedXML', { message: 'CORSRule needs an AllowedOrigin.' })
    if (allowedMethods.length === 0) throw new Fault('MalformedXML', { message: 'CORSRule needs an AllowedMethod.' })
    const many = [...allowedOrigins, ...allowedHeaders].find((pattern) => pattern.split('*').length > 2)
    if (many !== undefined) throw new Fault('InvalidArgument', { message: 'AllowedOrigin and AllowedHeader may hold one * each.' })
    if (exposeHeaders.some((name) => name.includes('*'))) {
      throw new Fault('InvalidArgument', { message: 'ExposeHeader names a header in full, without *.' })
    }
    if (maxAgeSeconds < 0) throw new Fault('InvalidArgument', { message: 'MaxAgeSeconds cannot be negative.' })
  }
}
