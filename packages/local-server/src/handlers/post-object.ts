import { type PostObjectInput, type PostObjectOutput, PutObjectCommand, type PutObjectInput } from '@cos/core'
import { percentEncode } from '@cos/signer'
import { chooseEncryption, encryptionOutput } from '../encryption.js'
import { Fault } from '../fault.js'
import { headersOfForm } from '../form/form-headers.js'
import { readForm } from '../form/read-form.js'
import { attributesOf } from '../object-attributes.js'
import { putBody } from '../put-body.js'
import { readInput } from '../read-input.js'
import type { RequestBody } from '../server-request.js'
import { takeIn } from '../take-in.js'
import { versionIdOf, versioningOf } from '../versioning.js'
import type { Call, Handler, HandlerAnswer } from './handler.js'

/** Stores the file of a form. The form says who sends it, so that is found out here. */
export const postObject: Handler<PostObjectInput, PostObjectOutput> = async (call) => {
  const { bucket } = call
  const form = await readForm(call.headers['content-type'], call.body)
  const { fields } = form
  const { caller, sizes } = call.authenticateForm(fields, bucket.name)
  const key = keyOf(fields['key'], form.fileName)
  await call.access.as(caller).check({ key })
  const headers = headersOfForm(fields)
  const file = fileBody(form.file, sizes)
  const received = { method: 'PUT', bucket: bucket.name, key, query: {}, headers, body: file }
  const input = (await readInput(PutObjectCommand.operation, received)) as unknown as PutObjectInput
  const attributes = attributesOf(input, key, bucket)
  const encryption = await chooseEncryption(call, input.encryption)
  const body = await takeIn({ store: call.store, headers, body: file }, encryption.sealing)
  const record = await putBody(call, { key, body, attributes, encryption })
  const output: PostObjectOutput = {
    etag: `"${record.etag}"`,
    versionId: versionIdOf(record, versioningOf(bucket)),
    ...encryptionOutput(encryption.stored),
  }
  return { record, ...answerOf(call, fields, key, output) }
}

function keyOf(field: string | undefined, fileName: string): string {
  // The function keeps `$&` in a file's name from meaning something.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what forms write
  const key = field?.replace('${filename}', () => fileName).replace(/^\//, '')
  if (!key) throw new Fault('InvalidArgument', { message: 'The form needs a field key.' })
  if (Buffer.byteLength(key) > 850) throw new Fault('KeyTooLong')
  return key
}

/** The file as a body, refused when its size is not what the policy allows. */
function fileBody(file: AsyncIterable<Uint8Array>, [minimum, maximum]: readonly [number, number]): RequestBody {
  const chunks = (async function* () {
    let sizeBytes = 0
    for await (const chunk of file) {
      sizeBytes += chunk.byteLength
      if (sizeBytes > maximum) throw new Fault('EntityTooLarge')
      yield chunk
    }
    if (sizeBytes < minimum) throw new Fault('EntityTooSmall')
  })()
  return {
    sizeBytes: undefined,
    bytes: () => Promise.reject(new TypeError('A file of unknown length is read as a stream.')),
    [Symbol.asyncIterator]: () => chunks,
  }
}

function answerOf(
  { bucket, headers }: Call,
  fields: Readonly<Record<string, string>>,
  key: string,
  output: PostObjectOutput,
): HandlerAnswer<PostObjectOutput> {
  const redirect = redirectOf(fields['success_action_redirect'])
  if (redirect) {
    for (const [name, value] of Object.entries({ bucket: bucket.name, key, etag: output.etag! })) redirect.searchParams.append(name, value)
    return { status: 303, output: { ...output, location: redirect.href } }
  }
  const host = headers['host'] ?? ''
  const place = host.startsWith(`${bucket.name}.`) ? host : `${host}/${bucket.name}`
  const location = `http://${place}/${key.split('/').map(percentEncode).join('/')}`
  const asked = fields['success_action_status']
  return { status: asked === '200' || asked === '201' ? Number(asked) : 204, output: { ...output, location } }
}

/** A redirect that is no URL is as none. */
function redirectOf(text: string | undefined): URL | undefined {
  return text !== undefined && URL.canParse(text) && /^https?:/.test(text) ? new URL(text) : undefined
}
