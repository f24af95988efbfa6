import { XmlError } from '../xml-error.js'

/**
 * The error for a value that is not what is wanted. It tells the type; the value itself, cut where it is long, only where
 * `isShown` says that it can be nothing of worth to others.
 */
export function misfit(wanted: string, value: unknown, path: string, isShown?: boolean): XmlError {
  if (value === undefined) return new XmlError(`is required and must be ${wanted}`, path, { code: 'MissingMember' })
  const type = value === null ? 'null' : Array.isArray(value) ? 'a list' : typeof value
  const text = type === 'string' ? JSON.stringify(value).replace(/^(.{33}).{2,}/, '$1…"') : `${value}`
  return new XmlError(`must be ${wanted}, not ${isShown && /^[bns]/.test(type) ? text : type}`, path)
}
