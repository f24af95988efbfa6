import { XmlError } from '../xml-error.js'

/** Makes the error for a value of the wrong type. It tells the type, not the value. */
export function wrongType(wanted: string, value: unknown, path: string): XmlError {
  const type = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value
  return value === undefined
    ? new XmlError(`is required and must be ${wanted}`, path, { code: 'MissingMember' })
    : new XmlError(`must be ${wanted}, not ${type}`, path)
}
