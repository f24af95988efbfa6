import type { Schema } from '@cos/xml'
import { refuse } from '../../errors/input-error.js'
import type { Binding, CodecSchema, Draft } from '../../operation/bindings.js'
import type { Place } from '../../operation/layout.js'

/** A form as a browser would send it. */
export interface PostedForm {
  /** Fields before the file: `key`, the policy with its signature, headers of the object. */
  readonly fields: Readonly<Record<string, string>>
  /** The file. */
  readonly file: Uint8Array | Blob | string
  /** Name of the file; takes the place of `${filename}` in the key. Default `file`. */
  readonly fileName?: string | undefined
}

/** A form as the body of a request. */
export const postForm: Binding<Schema<PostedForm>> = {
  kind: 'bound',
  at: 'body',
  name: '',
  schema: {
    kind: 'codec',
    sample: { fields: { key: 'photos/a b.txt', 'q-signature': '7758dc9a832e9d301dca704cacbf9d9f8172fdef' }, file: 'hello world' },
  } as unknown as CodecSchema<PostedForm>,
  send: sendForm,
}

function sendForm(draft: Draft, { member }: Place, value: unknown): void {
  const { fields, file, fileName = 'file' } = value as PostedForm
  if (typeof fields !== 'object' || !fields['key']) refuse(`${member}.fields.key`, 'is required')
  if (typeof file !== 'string' && !(file instanceof Uint8Array) && !(file instanceof Blob))
    refuse(`${member}.file`, 'must be text, bytes or a Blob')
  // Nobody who writes the file can know the signature of its form, so the boundary cannot stand in it.
  const boundary = `cos-form-${fields['q-signature'] ?? crypto.randomUUID()}`
  const part = (name: string, text: string) => `--${boundary}\r\nContent-Disposition: form-data; name="${quoted(name)}"${text}`
  let head = ''
  for (const [name, text] of Object.entries(fields)) head += part(name, `\r\n\r\n${text}\r\n`)
  head += part('file', `; filename="${quoted(fileName)}"\r\nContent-Type: application/octet-stream\r\n\r\n`)
  const tail = `\r\n--${boundary}--\r\n`
  draft.headers['content-type'] = `multipart/form-data; boundary=${boundary}`
  draft.body = new Blob([head, file as BlobPart, tail])
}

/** As browsers write names. */
function quoted(name: string): string {
  return name.replace(/["\r\n]/g, encodeURIComponent)
}
