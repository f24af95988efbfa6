import { Fault } from '../fault.js'
import { FormBytes } from './form-bytes.js'

/** A form, read up to the bytes of its file. */
export interface OpenForm {
  /** Fields before the file; names as they came. */
  readonly fields: Readonly<Record<string, string>>
  readonly fileName: string
  /** The bytes of the file. Reading them to the end checks the rest of the form. */
  readonly file: AsyncIterable<Uint8Array>
}

/** Fields are short: a policy has at most 20 KB. */
const maxFieldsBytes = 65_536

/** Reads a `multipart/form-data` body up to its file. */
export async function readForm(contentType: string | undefined, body: AsyncIterable<Uint8Array>): Promise<OpenForm> {
  const boundary = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]+)"|([^\s;]+))/i.exec(contentType ?? '')
  if (!boundary) throw malformed('The content type must be multipart/form-data with a boundary.')
  const bytes = new FormBytes(body, Buffer.from(`\r\n--${boundary[1] ?? boundary[2]}`))
  const fields: Record<string, string> = Object.create(null)
  let sizeBytes = 0
  // What stands before the first boundary means nothing.
  await bytes.skipPart()
  while (await bytes.hasPart()) {
    const { name, fileName } = await headOf(bytes)
    if (name === 'file') return { fields, fileName: fileName ?? '', file: fileOf(bytes) }
    const text = await bytes.text(maxFieldsBytes - sizeBytes)
    sizeBytes += name.length + text.length
    fields[name] = text
  }
  throw new Fault('IncorrectNumberOfFilesInPostRequest')
}

async function* fileOf(bytes: FormBytes): AsyncGenerator<Uint8Array> {
  yield* bytes.part()
  // Fields after the file are ignored, but a second file is not.
  while (await bytes.hasPart()) {
    if ((await headOf(bytes)).name === 'file') throw new Fault('IncorrectNumberOfFilesInPostRequest')
    await bytes.skipPart()
  }
}

async function headOf(bytes: FormBytes): Promise<{ readonly name: string; readonly fileName: string | undefined }> {
  const head = await bytes.head()
  const disposition = /^content-disposition:\s*form-data\s*;(.*)$/im.exec(head)?.[1] ?? ''
  const name = /(?:^|;)\s*name="([^"]*)"/i.exec(disposition)?.[1]
  if (name === undefined) throw malformed('A part of the form has no name.')
  const fileName = /(?:^|;)\s*filename="([^"]*)"/i.exec(disposition)?.[1]
  return { name: unquoted(name), fileName: fileName === undefined ? undefined : unquoted(fileName).replace(/^.*[\\/]/, '') }
}

/** Browsers write quotes and line ends in names so. */
function unquoted(name: string): string {
  return name.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n')
}

function malformed(message: string): Fault {
  return new Fault('MalformedPOSTRequest', { message })
}
