import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { websiteConfiguration } from '../shapes/website-configuration.js'

const operation = defineOperation({
  name: 'GetBucketWebsite',
  route: 'GET /{bucket}?website',
  input: {},
  output: xml('WebsiteConfiguration', websiteConfiguration),
  errors: documented(['NoSuchWebsiteConfiguration']),
})
export interface GetBucketWebsiteInput extends InputOf<typeof operation> {}
export interface GetBucketWebsiteOutput extends OutputOf<typeof operation> {}
/** Reads how a bucket answers as a website (GET Bucket website). Fails with `NoSuchWebsiteConfiguration` when it does not. */
export class GetBucketWebsiteCommand extends command(operation)<GetBucketWebsiteInput, GetBucketWebsiteOutput> {}
