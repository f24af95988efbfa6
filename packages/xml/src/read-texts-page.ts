import { decodeEntities } from './decode-entities.js'
import type { StructSchema } from './schema.js'
import { structPlan } from './struct-plan.js'
import { XmlError } from './xml-error.js'

// A comment, or an element up to the next end of its name: what lies deeper in it is passed over with it.
const child = /<!--[\s\S]*?-->|<([^\s/>]+)[^>]*?(?:\/>|>(?:<!\[CDATA\[([\s\S]*?)]]>|([\s\S]*?))<\/\1\s*>)/g

/**
 * Reads a document whose root holds elements of text: what `readXml` reads of it, without the parser. A document that was cut has
 * no end, and so is an error; what of it is no element, too.
 */
export async function readTexts(root: string, schema: StructSchema, text: string): Promise<unknown> {
  const { elements, members } = structPlan(schema.members)
  const value: Record<string, string | undefined> = {}
  const rest = text
    .match(`^[\\s\ufeff]*(?:<\\?[^>]*>\\s*)?<${root}(?:\\s[^>]*)?>([\\s\\S]*)</${root}\\s*>\\s*$`)?.[1]
    ?.replace(child, (_, name: string, cdata: string | undefined, content = '') => {
      const plan = elements.get(name)
      // Of several elements where one is expected, the last counts.
      if (plan) value[plan.member] = cdata ?? decodeEntities(content)
      return ''
    })
  if (rest === undefined || rest.trim()) throw new XmlError(`The document is no whole ${root}.`, '', { code: 'MalformedXml' })
  for (const { member, isOptional } of members) {
    if (value[member] === undefined && !isOptional) throw new XmlError('is missing', member, { code: 'MissingMember' })
  }
  return value
}
