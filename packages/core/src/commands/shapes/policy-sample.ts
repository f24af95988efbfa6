import { documented } from '#documented'
import type { PolicyDocument } from './policy-document.js'

/** A policy for tests and snapshots. */
export const policySample = documented<PolicyDocument>({
  version: '2.0',
  statement: [
    {
      sid: 'readers',
      effect: 'allow',
      principal: { qcs: ['qcs::cam::uin/100000000001:uin/100000000011'] },
      action: ['name/cos:GetObject'],
      resource: ['qcs::cos:ap-guangzhou:uid/1250000000:examplebucket-1250000000/*'],
      condition: { ip_equal: { 'qcs:ip': ['192.168.1.0/24'] } },
    },
  ],
})
