import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { websiteConfiguration } from '../shapes/website-configuration.js'

const operation = defineOperation({
  name: 'PutBucketWebsite',
  route: 'PUT /{bucket}?website',
  input: xmlBody('WebsiteConfiguration', websiteConfiguration),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument', 'WebsiteURLInvalid']),
})
export interface PutBucketWebsiteInput extends InputOf<typeof operation> {}
export interface PutBucketWebsiteOutput extends OutputOf<typeof operation> {}
/** Makes a bucket answer as a website on `<bucket>.cos-website.<region>.myqcloud.com` (PUT Bucket website). */
export class PutBucketWebsiteCommand extends command(operation)<PutBucketWebsiteInput, PutBucketWebsiteOutput> {}
