import { checkRoot } from './check-root.js'
import { parseXml } from './parse/small-parser.js'
import type { StructSchema } from './schema.js'
import { structPlan } from './struct-plan.js'
import { XmlError } from './xml-error.js'

/** Reads a document whose root holds elements of text: what `readXml` reads of it, without the code for all other shapes. */
export async function readTexts(root: string, schema: StructSchema, text: string): Promise<unknown> {
  const node = await parseXml(text)
  checkRoot([root], node.name)
  const { elements, members } = structPlan(schema.members)
  const value: Record<string, string> = {}
  for (const child of node.children) {
    // Of several elements where one is expected, the last counts.
    const plan = elements.get(child.name)
    if (plan) value[plan.member] = child.text
  }
  for (const { member, isOptional } of members) {
    if (value[member] === undefined && !isOptional) throw new XmlError('is missing', member, { code: 'MissingMember' })
  }
  return value
}
