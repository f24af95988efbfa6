import { type Escape, escapeAnything, escapeAttribute, escapeText } from './escape-text.js'
import { misfit } from './scalar/misfit.js'
import { formatScalar } from './scalar.js'
import type { ChoiceSchema, ExclusiveSchema, ListSchema, Schema, StructSchema } from './schema.js'
import { structPlan, unwrap } from './struct-plan.js'
import { tag } from './tag.js'
import { writeUnknown } from './write-unknown.js'
import { XmlError } from './xml-error.js'

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
  const encode = illegalCharacters === 'reference' ? escapeAnything : escapeText
  const declaration = hasDeclaration ? '<?xml version="1.0" encoding="UTF-8"?>' : ''
  const attributes = namespace === undefined ? '' : ` xmlns="${escapeAttribute(namespace, '', encode)}"`
  return declaration + writeElement(root, schema, value, '', { encode, unknown: writeUnknown }, attributes)
}

/** How texts are written, and elements that no schema describes. */
interface Writing {
  readonly encode: Escape
  readonly unknown: ((elements: unknown, path: string, encode: Escape) => string) | undefined
}

/** The same as `writeXml` without options, and with less code: a document as COS takes it in requests. */
export function writeOpenElement(name: string, schema: Schema, value: unknown): string {
  return writeElement(name, schema, value, '', { encode: escapeText, unknown: writeUnknown })
}

/** The same for a schema without `unknownElements`, which few requests have: their writer is left out. */
export function writeElement(
  name: string,
  wrapped: Schema,
  value: unknown,
  path = '',
  writing: Writing = { encode: escapeText, unknown: undefined },
  attributes = '',
): string {
  const schema = unwrap(wrapped)
  if (schema.kind === 'struct') return writeStruct(name, schema as StructSchema, value, path, writing, attributes)
  if (schema.kind === 'choice') return writeChoice(schema as ChoiceSchema, value, path, writing)
  if (schema.kind !== 'list') return tag(name, attributes, writing.encode(formatScalar(schema, value, path), path))
  const { item, itemName } = schema as ListSchema
  if (!Array.isArray(value)) throw misfit('a list', value, path)
  const items = Array.from(value, (each, index) => writeElement(itemName ?? name, item, each, `${path}[${index}]`, writing)).join('')
  return itemName === undefined ? items : tag(name, attributes, items)
}

function writeChoice({ options: choices }: ChoiceSchema, value: unknown, path: string, writing: Writing): string {
  const { type } = (value ?? {}) as { readonly type?: unknown }
  if (typeof type !== 'string' || !Object.hasOwn(choices, type))
    throw misfit(`one of ${Object.keys(choices).join(', ')}`, type, `${path}.type`)
  return writeStruct(type, choices[type]!, value, path, writing, '')
}

function writeStruct(name: string, schema: StructSchema, value: unknown, path: string, writing: Writing, given: string): string {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw misfit('an object', value, path)
  ;(schema as Partial<ExclusiveSchema>).check?.(value, path)
  const { encode } = writing
  let attributes = given
  let content = ''
  for (const plan of structPlan(schema.members).members) {
    const memberPath = path ? `${path}.${plan.member}` : plan.member
    const memberValue = ownMember(value, plan.member)
    if (memberValue === undefined && plan.isOptional) continue
    if (plan.place === 'unknown') content += (writing.unknown ?? refuseUnknown)(memberValue, memberPath, encode)
    else if (plan.place === 'element') content += writeElement(plan.name, plan.schema, memberValue, memberPath, writing)
    else {
      const text = formatScalar(plan.schema, memberValue, memberPath)
      if (plan.place === 'text') content += encode(text, memberPath)
      else attributes += plan.writeText!(plan.name, text, memberPath, encode)
    }
  }
  return tag(name, attributes, content)
}

/** A member named like a method of every object (`constructor`) counts only when the caller set it. */
function ownMember(value: object, member: string): unknown {
  return member in Object.prototype && !Object.hasOwn(value, member) ? undefined : (value as Record<string, unknown>)[member]
}

function refuseUnknown(_elements: unknown, path: string): never {
  throw new XmlError('is not written in a document that is closed', path)
}
