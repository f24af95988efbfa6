import { XmlError } from '@cos/xml'
import type { PolicyDocument } from './policy-document.js'

/** Reads a policy without regard to the case of its words, which COS keeps as they were written. */
export function lowerCasedPolicy(text: string, member: string): PolicyDocument {
  try {
    const policy = lowerCased(JSON.parse(text))
    const statement = [policy['statement'] ?? []].flat().map((each) => {
      const lowered = lowerCased(each)
      return { ...lowered, effect: String(lowered['effect']).toLowerCase() }
    })
    return { ...policy, statement } as unknown as PolicyDocument
  } catch (cause) {
    throw new XmlError('must be a policy, as JSON', member, { cause })
  }
}

function lowerCased(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new TypeError('This is no object.')
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name.toLowerCase(), each]))
}
