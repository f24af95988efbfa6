import { codec } from '../../operation/bindings.js'
import { lowerCasedPolicy } from './lower-cased-policy.js'
import type { PolicyDocument } from './policy-document.js'
import { policySample } from './policy-sample.js'

/** A policy that was stored. */
export const policyAnswer = codec<PolicyDocument>({
  format: (policy) => JSON.stringify(policy),
  parse: lowerCasedPolicy,
  sample: policySample,
})
