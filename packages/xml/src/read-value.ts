import type { XmlNode } from './parse/parse.js'
import { parseScalar } from './scalar.js'
import type { ChoiceSchema, ListSchema, Schema, StructSchema } from './schema.js'
import { localName, type MemberPlan, structPlan, unwrap } from './struct-plan.js'
import type { readUnknown } from './unknown-elements.js'
import { XmlError } from './xml-error.js'

/** Reads elements that no schema describes; where there is none, they are passed over. */
export type ReadUnknown = typeof readUnknown | undefined

/** Reads the value of an element by its schema. What the schema does not know is passed over. */
export function readValue(wrapped: Schema, node: XmlNode, path: string, unknown: ReadUnknown): unknown {
  const schema = unwrap(wrapped)
  if (schema.kind === 'struct') return readStruct(schema as StructSchema, node, path, unknown)
  if (schema.kind === 'choice')
    return { type: node.name, ...(readStruct((schema as ChoiceSchema).options[node.name]!, node, path, unknown) as object) }
  if (schema.kind !== 'list') return parseScalar(schema, node.text, path)
  const { item, itemName } = schema as ListSchema
  return readItems(
    item,
    node.children.filter(({ name }) => name === itemName),
    path,
    unknown,
  )
}

function readItems(item: Schema, nodes: readonly XmlNode[], path: string, unknown: ReadUnknown): unknown[] {
  return nodes.map((node, index) => readValue(item, node, `${path}[${index}]`, unknown))
}

function readStruct(schema: StructSchema, node: XmlNode, path: string, unknown: ReadUnknown): unknown {
  const plan = structPlan(schema.members)
  const found = new Map<MemberPlan, XmlNode[]>()
  const rest = plan.members.find(({ place }) => place === 'unknown')
  for (const child of node.children) {
    const member = plan.elements.get(child.name) ?? rest
    if (!member) continue
    const nodes = found.get(member)
    if (nodes) nodes.push(child)
    else found.set(member, [child])
  }
  const value: Record<string, unknown> = {}
  for (const member of plan.members) {
    const memberPath = path ? `${path}.${member.member}` : member.member
    const read = readMember(member, node, found.get(member), memberPath, unknown)
    if (read !== undefined) value[member.member] = read
    else if (!member.isOptional) throw new XmlError('is missing', memberPath, { code: 'MissingMember' })
  }
  return value
}

function readMember(
  plan: MemberPlan,
  node: XmlNode,
  elements: readonly XmlNode[] | undefined,
  path: string,
  unknown: ReadUnknown,
): unknown {
  const { schema, place, isOptional } = plan
  if (place === 'unknown') return elements && unknown?.(elements)
  // Of several elements where one is expected, the last counts.
  const element = elements?.at(-1)
  const text = place === 'text' ? node.text : place === 'attribute' ? node.attributes.get(localName(plan.name)) : element?.text
  if (text === undefined) return schema.kind === 'list' && !isOptional ? [] : undefined
  if (isOptional && isEmpty(schema, text, place)) return undefined
  if (place !== 'element') return parseScalar(schema, text, path)
  const { item, itemName } = schema as ListSchema
  if (schema.kind !== 'list') return readValue(schema, element!, path, unknown)
  // One official SDK writes a wrapping element around each item.
  const items = itemName === undefined ? elements! : elements!.flatMap(({ children }) => children).filter(({ name }) => name === itemName)
  return readItems(item, items, path, unknown)
}

/** `<Days/>` says that there are no days; only for text is an empty element a value, the empty text. */
function isEmpty(schema: Schema, text: string, place: string): boolean {
  if (schema.kind === 'string') return place === 'text' && text === ''
  return schema.kind !== 'struct' && schema.kind !== 'list' && text.trim() === ''
}
