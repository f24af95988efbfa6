import { InputError } from '@cos/core'

/** The headers a download carries. */
export interface V4Headers {
  readonly cacheControl?: string | undefined
  readonly contentType?: string | undefined
  readonly contentDisposition?: string | undefined
  readonly contentEncoding?: string | undefined
  readonly contentLanguage?: string | undefined
  /** Names without `x-cos-meta-`. */
  readonly metadata?: Readonly<Record<string, string>> | undefined
}

const names = {
  cacheControl: 'Cache-Control',
  contentType: 'Content-Type',
  contentDisposition: 'Content-Disposition',
  contentEncoding: 'Content-Encoding',
  contentLanguage: 'Content-Language',
} as const

/** Writes headers as `custom_headers`. Throws an `InputError` for what a header cannot hold. */
export function customHeadersOf(headers: V4Headers, member: string): Record<string, string> {
  const written: Record<string, string> = {}
  for (const [name, header] of Object.entries(names)) {
    const value = headers[name as keyof typeof names]
    if (value !== undefined) written[header] = checked(value, `${member}.${name}`)
  }
  for (const [name, value] of Object.entries(headers.metadata ?? {})) {
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name)) throw new InputError('is no name of a header', { member: `${member}.metadata.${name}` })
    written[`x-cos-meta-${name}`] = checked(value, `${member}.metadata.${name}`)
  }
  return written
}

function checked(value: string, member: string): string {
  if (typeof value !== 'string' || value === '') throw new InputError('must be text and not empty', { member })
  if (!/^[\x20-\x7e]+$/.test(value))
    throw new InputError('must be printable ASCII; percent-encode other text, or write it as filename*=UTF-8 has it', { member })
  return value
}
