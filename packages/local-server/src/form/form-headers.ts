import { Fault } from '../fault.js'

const stored = new Set([
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-type',
  'content-md5',
  'expires',
])

/** What a form says of its object, as the headers of a PutObject would. */
export function headersOfForm(fields: Readonly<Record<string, string>>): Record<string, string> {
  const headers: Record<string, string> = {}
  for (const [field, value] of Object.entries(fields)) {
    const name = field.toLowerCase()
    if (/[^\t\x20-\x7e\x80-\u{10ffff}]/u.test(value)) {
      if (stored.has(name) || name.startsWith('x-cos-'))
        throw new Fault('InvalidArgument', { message: `The field ${field} has an illegal value.` })
    } else if (name === 'acl') headers['x-cos-acl'] = value
    else if (stored.has(name) || name.startsWith('x-cos-')) headers[name] = value
  }
  return headers
}
