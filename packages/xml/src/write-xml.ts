import { wrongType } from './scalar/wrong-type.js'
import { formatScalar } from './scalar.js'
import type { ChoiceSchema, ExclusiveSchema, ListSchema, Schema, StructSchema } from './schema.js'
import { structPlan, unwrap } from './struct-plan.js'
import type { ElementsSchema } from './unknown-elements.js'
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
  const declaration = options.hasDeclaration ? '<?xml version="1.0" encoding="UTF-8"?>' : ''
  const namespace = options.namespace === undefined ? '' : ` xmlns="${escapeAttribute(options.namespace, '', options)}"`
  return declaration + writeElement(root, schema, value, '', options, namespace)
}

function writeElement(name: string, wrapped: Schema, value: unknown, path: string, options: WriteXmlOptions, attributes = ''): string {
  const schema = unwrap(wrapped)
  if (schema.kind === 'struct') return writeStruct(name, schema as StructSchema, value, path, options, attributes)
  if (schema.kind === 'choice') return writeChoice(schema as ChoiceSchema, value, path, options)
  if (schema.kind !== 'list') return tag(name, attributes, escapeText(formatScalar(schema, value, path), path, options))
  const { item, itemName } = schema as ListSchema
  if (!Array.isArray(value)) throw wrongType('a list', value, path)
  const items = Array.from(value, (each, index) => writeElement(itemName ?? name, item, each, `${path}[${index}]`, options)).join('')
  return itemName === undefined ? items : tag(name, attributes, items)
}

function writeChoice({ options: choices }: ChoiceSchema, value: unknown, path: string, options: WriteXmlOptions): string {
  const { type } = (value ?? {}) as { readonly type?: unknown }
  if (typeof type !== 'string' || !Object.hasOwn(choices, type))
    throw wrongType(`one of ${Object.keys(choices).join(', ')}`, type, `${path}.type`)
  return writeStruct(type, choices[type]!, value, path, options, '')
}

function writeStruct(name: string, schema: StructSchema, value: unknown, path: string, options: WriteXmlOptions, namespace: string) {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType('an object', value, path)
  ;(schema as Partial<ExclusiveSchema>).check?.(value, path)
  let attributes = namespace
  let content = ''
  for (const plan of structPlan(schema.members).members) {
    const memberPath = path ? `${path}.${plan.member}` : plan.member
    const memberValue = ownMember(value, plan.member)
    if (memberValue === undefined && plan.isOptional) continue
    if (plan.place === 'unknown') {
      content += (plan.schema as ElementsSchema).write(memberValue, memberPath, options)
      continue
    }
    if (plan.place === 'element') {
      content += writeElement(plan.name, plan.schema, memberValue, memberPath, options)
      continue
    }
    const text = formatScalar(plan.schema, memberValue, memberPath)
    if (plan.place === 'text') content += escapeText(text, memberPath, options)
    else attributes += attribute(plan.name, escapeAttribute(text, memberPath, options))
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

function attribute(name: string, value: string): string {
  const declaration = name.startsWith('xsi:') ? ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"' : ''
  return `${declaration} ${name}="${value}"`
}

// With the `u` flag the last class matches only halves of surrogate pairs.
const special = /[&<>"\r\0-\x08\v\f\x0e-\x1f\ufffe\uffff\ud800-\udfff]/gu
const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Writes the text of an element. */
export function escapeText(text: string, path: string, { illegalCharacters }: WriteXmlOptions): string {
  return text.replace(special, (character) => {
    const name = names[character]
    if (name) return name
    const code = character.charCodeAt(0)
    // A carriage return is legal but read back as a line feed unless it is a reference.
    if (code === 13 || (illegalCharacters === 'reference' && !(code >= 0xd800 && code <= 0xdfff))) return `&#x${code.toString(16)};`
    const hex = code.toString(16).toUpperCase().padStart(4, '0')
    throw new XmlError(`holds U+${hex}, which XML 1.0 cannot carry`, path)
  })
}

/** In attributes parsers turn tabs and line feeds into spaces, so they travel as references too. */
export function escapeAttribute(text: string, path: string, options: WriteXmlOptions): string {
  return escapeText(text, path, options).replace(/[\t\n]/g, (character) => `&#x${character.charCodeAt(0).toString(16)};`)
}
