import type { RequestTarget } from '@cos/signer'
import type { ServerRequest } from '../server-request.js'
import { V4Fault } from './v4-fault.js'

/** The members of a call, wherever they stood: in the query, a form, or JSON. */
export interface V4Members {
  readonly op: string
  /** Text of a member; numbers are written out. Undefined when absent. */
  text(name: string): string | undefined
  /** A whole number. Throws -5999 when it is something else. */
  number(name: string): number | undefined
  /** An object of texts, given as such or as JSON in text. */
  texts(name: string): Readonly<Record<string, string>> | undefined
  /** Bytes of the file in the form. */
  readonly content: Uint8Array | undefined
}

/** A single upload and the fields around it. */
const maxBodyBytes = 21 * 1024 * 1024

/** Reads the members of a call. All three encodings are taken for every operation, as the SDKs differ. */
export async function readV4Call(request: ServerRequest, { query }: RequestTarget): Promise<V4Members> {
  const { headers, method } = request
  const type = headers['content-type'] ?? ''
  const members = new Map<string, unknown>(query)
  let content: Uint8Array | undefined
  if (method !== 'GET') {
    const bytes = await bodyOf(request)
    if (/^multipart\/form-data/i.test(type)) content = await readForm(bytes, type, members)
    else if (bytes.byteLength > 0) readJson(bytes, members)
  }
  const text = (name: string) => {
    const value = members.get(name)
    return value === undefined || value === null ? undefined : typeof value === 'object' ? JSON.stringify(value) : String(value)
  }
  return {
    op: text('op') ?? '',
    text,
    number(name) {
      const value = text(name)
      if (value === undefined || value === '') return undefined
      if (!/^\d{1,15}$/.test(value)) throw new V4Fault(-5999, name)
      return Number(value)
    },
    texts(name) {
      const value = text(name)
      if (value === undefined || value === '') return undefined
      const object = parse(value, name)
      if (typeof object !== 'object' || object === null || Array.isArray(object)) throw new V4Fault(-5999, name)
      return Object.fromEntries(Object.entries(object).map(([key, entry]) => [key, String(entry)]))
    },
    content,
  }
}

async function bodyOf({ body }: ServerRequest): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxBodyBytes) throw new V4Fault(-5999, 'the body is longer than one request can carry', 413)
    chunks.push(chunk.slice())
  }
  return Buffer.concat(chunks)
}

/** Some SDKs give every field a file name, so names tell fields and files apart. */
async function readForm(bytes: Uint8Array, type: string, members: Map<string, unknown>): Promise<Uint8Array | undefined> {
  const form = await new Response(new Uint8Array(bytes), { headers: { 'content-type': type } }).formData().catch((cause: unknown) => {
    throw new V4Fault(-5999, `the form cannot be read (${(cause as Error).message})`)
  })
  let content: Uint8Array | undefined
  for (const [name, value] of form) {
    if (/^filecontent$/i.test(name)) content = new Uint8Array(await new Blob([value]).arrayBuffer())
    else members.set(name, typeof value === 'string' ? value : await value.text())
  }
  return content
}

function readJson(bytes: Uint8Array, members: Map<string, unknown>): void {
  const object = parse(new TextDecoder().decode(bytes), 'body')
  if (typeof object !== 'object' || object === null) throw new V4Fault(-5999, 'body')
  for (const [name, value] of Object.entries(object)) members.set(name, value)
}

function parse(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    throw new V4Fault(-5999, name)
  }
}
