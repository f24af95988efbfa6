import { type Escape, escapeAnything, escapeAttribute, escapeText } from './escape-text.js'
import { wrongType } from './scalar/wrong-type.js'
import { formatScalar } from './scalar.js'
import type { ChoiceSchema, ExclusiveSchema, ListSchema, Schema, StructSchema } from './schema.js'
import { structPlan, unwrap } from './struct-plan.js'
import type { ElementsSchema } from './unknown-elements.js'

/** How a document is written. */
export interface WriteXmlOptions {
  /** Whether the document begins with `<?xml version="1.0" encoding="UTF-8"?>`. Default false, as requests to COS have none. */
  readonly hasDeclaration?: boolean | undefined
  /** Value of `xmlns` on the root. Default none, as in COS. */
  readonly namespace?: string | undefined
  /**
   * What happens to control characters, which XML 1.0 cannot carry. `refuse` (default) throws; `reference` writes `&#x1;`,
   * which strict parsers refuse but lenient ones read: a server has no better way to name an object with such a key.
   */
  readonly illegalCharacters?: 'refuse' | 'reference' | undefined
}

/**
 * Writes a document by a schema. Members bound to other places than XML (headers, query) and members the schema does not
 * know are left out.
 *
 * @throws XmlError naming the member, as in `rules[0].status must be one of …`.
 */
export function writeXml(root: string, schema: Schema, value: unknown, options: WriteXmlOptions = {}): string {
  const { hasDeclaration, namespace, illegalCharacters } = options
  const escape = illegalCharacters === 'reference' ? escapeAnything : escapeText
  const declaration = hasDeclaration ? '<?xml version="1.0" encoding="UTF-8"?>' : ''
  const attributes = namespace === undefined ? '' : ` xmlns="${escapeAttribute(namespace, '', escape)}"`
  return declaration + writeElement(root, schema, value, '', escape, attributes)
}

/** Writes an element by a schema: a document as COS takes it, without anything in front, when it is the root. */
export function writeElement(
  name: string,
  wrapped: Schema,
  value: unknown,
  path = '',
  escape: Escape = escapeText,
  attributes = '',
): string {
  const schema = unwrap(wrapped)
  if (schema.kind === 'struct') return writeStruct(name, schema as StructSchema, value, path, escape, attributes)
  if (schema.kind === 'choice') return writeChoice(schema as ChoiceSchema, value, path, escape)
  if (schema.kind !== 'list') return tag(name, attributes, escape(formatScalar(schema, value, path), path))
  const { item, itemName } = schema as ListSchema
  if (!Array.isArray(value)) throw wrongType('a list', value, path)
  const items = Array.from(value, (each, index) => writeElement(itemName ?? name, item, each, `${path}[${index}]`, escape)).join('')
  return itemName === undefined ? items : tag(name, attributes, items)
}

function writeChoice({ options: choices }: ChoiceSchema, value: unknown, path: string, escape: Escape): string {
  const { type } = (value ?? {}) as { readonly type?: unknown }
  if (typeof type !== 'string' || !Object.hasOwn(choices, type))
    throw wrongType(`one of ${Object.keys(choices).join(', ')}`, type, `${path}.type`)
  return writeStruct(type, choices[type]!, value, path, escape, '')
}

function writeStruct(name: string, schema: StructSchema, value: unknown, path: string, escape: Escape, given: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType('an object', value, path)
  ;(schema as Partial<ExclusiveSchema>).check?.(value, path)
  let attributes = given
  let content = ''
  for (const plan of structPlan(schema.members).members) {
    const memberPath = path ? `${path}.${plan.member}` : plan.member
    const memberValue = ownMember(value, plan.member)
    if (memberValue === undefined && plan.isOptional) continue
    if (plan.place === 'unknown') content += (plan.schema as ElementsSchema).write(memberValue, memberPath, escape)
    else if (plan.place === 'element') content += writeElement(plan.name, plan.schema, memberValue, memberPath, escape)
    else {
      const text = formatScalar(plan.schema, memberValue, memberPath)
      if (plan.place === 'text') content += escape(text, memberPath)
      else attributes += plan.writeText!(plan.name, text, memberPath, escape)
    }
  }
  return tag(name, attributes, content)
}

/** A member named like a method of every object (`constructor`) counts only when the caller set it. */
function ownMember(value: object, member: string): unknown {
  return member in Object.prototype && !Object.hasOwn(value, member) ? undefined : (value as Record<string, unknown>)[member]
}

/** Writes an element whose attributes and content are written already. */
export function tag(name: string, attributes: string, content: string): string {
  return content === '' ? `<${name}${attributes}/>` : `<${name}${attributes}>${content}</${name}>`
}
