import { XmlError } from './xml-error.js'

/** Refuses a document with another root element. */
export function checkRoot(names: readonly string[], name: string): void {
  if (!names.includes(name)) {
    throw new XmlError(`The root element must be ${names.join(' or ')}, not ${name.slice(0, 32)}.`, '', { code: 'UnexpectedRoot' })
  }
}
