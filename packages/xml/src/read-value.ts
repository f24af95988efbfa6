import type { XmlNode } from './parse/parse.js'
import { parseScalar } from './scalar.js'
import type { ListSchema, Schema, StructSchema } from './schema.js'
import { localName, type MemberPlan, structPlan, unwrap } from './struct-plan.js'
import { XmlError } from './xml-error.js'

/** Reads the value of an element by its schema. `isStrict` refuses what the schema does not know. */
export function readValue(wrapped: Schema, node: XmlNode, path: string, isStrict: boolean): unknown {
  const schema = unwrap(wrapped)
  if (schema.kind === 'struct') return readStruct(schema as StructSchema, node, path, isStrict)
  if (isStrict) refuseUnknown(schema, node, path)
  if (schema.kind !== 'list') return parseScalar(schema, node.text, path)
  const { item, itemName } = schema as ListSchema
  const items: XmlNode[] = []
  for (const child of node.children) {
    if (child.name === itemName) items.push(child)
    else if (isStrict) throw unknown(`element ${child.name}`, path)
  }
  return items.map((each, index) => readValue(item, each, `${path}[${index}]`, isStrict))
}

function readStruct(schema: StructSchema, node: XmlNode, path: string, isStrict: boolean): unknown {
  const plan = structPlan(schema.members)
  if (isStrict) refuseUnknown(schema, node, path)
  const found = new Map<MemberPlan, XmlNode[]>()
  for (const child of node.children) {
    const member = plan.elements.get(child.name)
    if (!member) {
      if (isStrict) throw unknown(`element ${child.name}`, path)
      continue
    }
    const nodes = found.get(member)
    if (nodes) nodes.push(child)
    else found.set(member, [child])
  }
  const value: Record<string, unknown> = {}
  for (const member of plan.members) {
    const memberPath = path ? `${path}.${member.member}` : member.member
    const read = readMember(member, node, found.get(member) ?? [], memberPath, isStrict)
    if (read !== undefined) value[member.member] = read
    else if (!member.isOptional) throw new XmlError('is missing', memberPath, { code: 'MissingMember' })
  }
  return value
}

function readMember(plan: MemberPlan, node: XmlNode, elements: readonly XmlNode[], path: string, isStrict: boolean): unknown {
  const { schema, place, isOptional } = plan
  if (place !== 'element') {
    const text = place === 'text' ? node.text : node.attributes.get(localName(plan.name))
    if (text === undefined || (isOptional && isEmpty(schema, text, place))) return undefined
    return parseScalar(schema, text, path)
  }
  if (schema.kind === 'list') {
    const { item, itemName } = schema as ListSchema
    if (elements.length === 0) return isOptional ? undefined : []
    if (itemName === undefined) return elements.map((each, index) => readValue(item, each, `${path}[${index}]`, isStrict))
  }
  if (isStrict && elements.length > 1) throw unknown('a second element', path)
  const last = elements.at(-1)
  if (!last || (isOptional && isEmpty(schema, last.text, place))) return undefined
  return readValue(schema, last, path, isStrict)
}

/** `<Days/>` says that there are no days; only for text is an empty element a value, the empty text. */
function isEmpty(schema: Schema, text: string, place: string): boolean {
  if (schema.kind === 'string') return place === 'text' && text === ''
  return schema.kind !== 'struct' && schema.kind !== 'list' && text.trim() === ''
}

function refuseUnknown(schema: Schema, node: XmlNode, path: string): void {
  const members = schema.kind === 'struct' ? structPlan((schema as StructSchema).members).members : []
  const isText = schema.kind !== 'list' && (schema.kind !== 'struct' || members.some(({ place }) => place === 'text'))
  if (!isText && node.text.trim() !== '') throw unknown('text', path)
  if (schema.kind !== 'list' && schema.kind !== 'struct' && node.children[0]) throw unknown(`element ${node.children[0].name}`, path)
  for (const name of node.attributes.keys()) {
    const isKnown = members.some((member) => member.place === 'attribute' && localName(member.name) === name)
    if (!isKnown) throw unknown(`attribute ${name}`, path)
  }
}

function unknown(what: string, path: string): XmlError {
  const problem = `holds ${what}, which has no place there`
  return new XmlError(path ? problem : `The document ${problem}.`, path, { code: 'UnknownElement' })
}
