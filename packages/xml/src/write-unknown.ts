import { type Escape, escapeAttribute } from './escape-text.js'
import { misfit } from './scalar/misfit.js'
import { formatText } from './scalar/text.js'
import { tag } from './tag.js'
import type { XmlElement } from './unknown-elements.js'
import { XmlError } from './xml-error.js'

/** Writes elements that no schema describes. */
export function writeUnknown(value: unknown, path: string, encode: Escape): string {
  if (!Array.isArray(value)) throw misfit('a list', value, path)
  return value.map((each, index) => writeElement(each as XmlElement, `${path}[${index}]`, encode)).join('')
}

function writeElement({ name, attributes = {}, text = '', children = [] }: XmlElement, path: string, encode: Escape): string {
  checkName(name, `${path}.name`)
  const written = Object.entries(attributes).map(([attribute, value]) => {
    checkName(attribute, `${path}.attributes`)
    return ` ${attribute}="${escapeAttribute(formatText(value, `${path}.attributes.${attribute}`), path, encode)}"`
  })
  const content = encode(formatText(text, `${path}.text`), path) + writeUnknown(children, `${path}.children`, encode)
  return tag(name, written.join(''), content)
}

function checkName(name: string, path: string): void {
  if (!/^[\p{L}_][\p{L}\p{N}._-]*$/u.test(name)) throw new XmlError('must be the name of an element or attribute', path)
}
