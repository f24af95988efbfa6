import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { xmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { refererList } from '../shapes/referer-list.js'
import { refererType } from '../shapes/referer-type.js'
import { ruleStatus } from '../shapes/rule-status.js'

const operation = defineOperation({
  name: 'PutBucketReferer',
  route: 'PUT /{bucket}?referer',
  input: xmlBody('RefererConfiguration', {
    status: ruleStatus,
    /** Whether `domains` names the pages that are refused, or those that are served. */
    refererType,
    ...refererList,
  }),
  output: {},
  digest: contentMd5,
  errors: documented(['MalformedXML', 'InvalidArgument']),
})
export interface PutBucketRefererInput extends InputOf<typeof operation> {}
export interface PutBucketRefererOutput extends OutputOf<typeof operation> {}
/** Says which pages may embed what is in a bucket, by the `Referer` of requests without a signature (PUT Bucket referer). */
export class PutBucketRefererCommand extends command(operation)<PutBucketRefererInput, PutBucketRefererOutput> {}
