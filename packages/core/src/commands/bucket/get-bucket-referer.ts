import { optional } from '@cos/xml'
import { documented } from '#documented'
import { xml } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { refererList } from '../shapes/referer-list.js'
import { refererType } from '../shapes/referer-type.js'
import { ruleStatus } from '../shapes/rule-status.js'

const operation = defineOperation({
  name: 'GetBucketReferer',
  route: 'GET /{bucket}?referer',
  input: {},
  output: xml('RefererConfiguration', {
    /** Absent when nothing was configured. */
    status: optional(ruleStatus),
    refererType: optional(refererType),
    ...refererList,
    /** Absent when nothing was configured. */
    domains: optional(refererList.domains),
  }),
  errors: documented(['NoSuchRefererConfiguration']),
})
export interface GetBucketRefererInput extends InputOf<typeof operation> {}
export interface GetBucketRefererOutput extends OutputOf<typeof operation> {}
/** Reads which pages may embed what is in a bucket (GET Bucket referer). Without a configuration, `status` is absent. */
export class GetBucketRefererCommand extends command(operation)<GetBucketRefererInput, GetBucketRefererOutput> {}
