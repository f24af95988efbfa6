import type { RefuseUnknown } from './refuse-unknown.js'
import type { ChoiceSchema, ListSchema, Schema, StructSchema } from './schema.js'
import { structPlan, unwrap } from './struct-plan.js'
import { XmlError } from './xml-error.js'

/**
 * Refuses a second element where one is expected, and lets be what the schema does not know. For a server that takes documents of
 * newer clients, but none that would be read as half of what they say.
 *
 * @throws XmlError
 */
export const refuseRepeated: RefuseUnknown = (wrapped: Schema, node, path) => {
  const unwrapped = unwrap(wrapped)
  const schema = unwrapped.kind === 'choice' ? (unwrapped as ChoiceSchema).options[node.name]! : unwrapped
  if (schema.kind === 'list') {
    for (const child of node.children)
      if (child.name === (schema as ListSchema).itemName) refuseRepeated((schema as ListSchema).item, child, path)
  }
  if (schema.kind !== 'struct') return
  const { elements } = structPlan((schema as StructSchema).members)
  const found = new Set<string>()
  for (const child of node.children) {
    const plan = elements.get(child.name)
    if (!plan) continue
    const place = path ? `${path}.${plan.member}` : plan.member
    const isList = plan.schema.kind === 'list'
    // A list may stand in several wrappers: some clients write one for each item.
    if (!isList && found.has(plan.member)) throw new XmlError('comes twice', place, { code: 'UnknownElement' })
    found.add(plan.member)
    const isFlat = isList && (plan.schema as ListSchema).itemName === undefined
    refuseRepeated(isFlat ? (plan.schema as ListSchema).item : plan.schema, child, place)
  }
}
