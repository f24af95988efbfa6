import { XmlError } from '@cos/xml'
import { documented } from '#documented'
import { codec } from '../../operation/bindings.js'
import { lowerCasedPolicy } from './lower-cased-policy.js'
import type { PolicyDocument } from './policy-document.js'
import { policySample } from './policy-sample.js'

/** A policy to be stored: a document, or its JSON text, which is sent as it is. */
export const policyBody = /* @__PURE__ */ codec<PolicyDocument | string>({
  format(value, member) {
    const text = typeof value === 'string' ? value : JSON.stringify(value)
    const { statement, principal } = lowerCasedPolicy(text, member)
    if (statement.length === 0) throw new XmlError('must be one statement or more', `${member}.statement`)
    statement.forEach((each, index) => {
      const path = `${member}.statement[${index}]`
      if (each.effect !== 'allow' && each.effect !== 'deny') throw new XmlError('must be allow or deny', `${path}.effect`)
      if (!each.action?.length) throw new XmlError('is required', `${path}.action`)
      if (!each.resource?.length) throw new XmlError('is required', `${path}.resource`)
      if (!(each.principal ?? principal)) throw new XmlError('is required', `${path}.principal`)
    })
    return text
  },
  parse: documented((text: string, member: string) => {
    lowerCasedPolicy(text, member)
    return JSON.parse(text) as PolicyDocument
  }),
  sample: policySample,
})
