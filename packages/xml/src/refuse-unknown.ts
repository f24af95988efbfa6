import type { XmlNode } from './parse/parse.js'
import type { ChoiceSchema, ListSchema, Schema, StructSchema } from './schema.js'
import { localName, structPlan, unwrap } from './struct-plan.js'
import { XmlError } from './xml-error.js'

const noMembers = {}

/** A check of a whole document against its schema. */
export type RefuseUnknown = (schema: Schema, node: XmlNode, path: string) => void

/**
 * Refuses elements, attributes and text the schema does not know, and a second element where one is expected. Made to be given to
 * `readXml`: pages, which ignore what they do not know, then need not carry it.
 *
 * @throws XmlError
 */
export function refuseUnknown(wrapped: Schema, node: XmlNode, path: string): void {
  const unwrapped = unwrap(wrapped)
  const schema = unwrapped.kind === 'choice' ? (unwrapped as ChoiceSchema).options[node.name]! : unwrapped
  const isStruct = schema.kind === 'struct'
  const { members, elements } = structPlan(isStruct ? (schema as StructSchema).members : noMembers)
  const isText = isStruct ? members.some(({ place }) => place === 'text') : schema.kind !== 'list'
  if (!isText && node.text.trim() !== '') throw unknown('text', path)
  for (const name of node.attributes.keys()) {
    const isKnown = members.some((member) => member.place === 'attribute' && localName(member.name) === name)
    if (!isKnown) throw unknown(`attribute ${name}`, path)
  }
  const { item, itemName }: Partial<ListSchema> = schema.kind === 'list' ? (schema as ListSchema) : {}
  const counts = new Map<string, number>()
  for (const child of node.children) {
    const isItem = item !== undefined && child.name === itemName
    const plan = elements.get(child.name)
    if (!plan && !isItem) throw unknown(`element ${child.name}`, path)
    const member = plan?.member ?? ''
    const count = counts.get(member) ?? 0
    counts.set(member, count + 1)
    if (plan) refuseUnknownChild(plan.schema, child, path ? `${path}.${member}` : member, count)
    else refuseUnknown(item!, child, `${path}[${count}]`)
  }
}

function refuseUnknownChild(schema: Schema, child: XmlNode, path: string, count: number): void {
  const isFlatList = schema.kind === 'list' && (schema as ListSchema).itemName === undefined
  if (!isFlatList && count > 0) throw unknown('a second element', path)
  if (isFlatList) refuseUnknown((schema as ListSchema).item, child, `${path}[${count}]`)
  else refuseUnknown(schema, child, path)
}

function unknown(what: string, path: string): XmlError {
  const problem = `holds ${what.slice(0, 64)}, which has no place there`
  return new XmlError(path ? problem : `The document ${problem}.`, path, { code: 'UnknownElement' })
}
