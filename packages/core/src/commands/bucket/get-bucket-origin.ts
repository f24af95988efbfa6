import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { originConfiguration } from '../shapes/origin-configuration.js'

const operation = defineOperation({
  name: 'GetBucketOrigin',
  route: 'GET /{bucket}?origin',
  input: {},
  output: xml('OriginConfiguration', originConfiguration),
  errors: documented(['OriginConfigurationNotFoundError']),
})
export interface GetBucketOriginInput extends InputOf<typeof operation> {}
export interface GetBucketOriginOutput extends OutputOf<typeof operation> {}
/** Reads where objects come from that a bucket does not have (GET Bucket origin). Fails with `OriginConfigurationNotFoundError` when nothing was said. */
export class GetBucketOriginCommand extends command(operation)<GetBucketOriginInput, GetBucketOriginOutput> {}
