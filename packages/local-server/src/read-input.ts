import { type AnyOperation, InputError } from '@cos/core'
import { placesOf, type ReceivedRequest, readRequest } from '@cos/core/server'
import type { XmlError } from '@cos/xml'
import { checkMd5 } from './digests.js'
import { Fault } from './fault.js'
import type { FaultCode } from './fault-table.js'
import type { RequestBody } from './server-request.js'

/** Codes of members for which COS has one of their own, in documents too. */
const codes: Readonly<Record<string, FaultCode>> = {
  contentLength: 'EntityTooLarge',
  copySource: 'InvalidCopySource',
  encryption: 'SSEContentNotSupported',
  policy: 'MalformedPolicy',
  storageClass: 'NotSupportedStorageClass',
  tagging: 'InvalidTag',
}
/** Wrong values of documents that are no fault of the XML, by their whole paths. */
const documentCodes: Readonly<Record<string, FaultCode>> = {
  days: 'InvalidArgument',
  'casJobParameters.tier': 'InvalidArgument',
  'rule.defaultRetention.days': 'InvalidArgument',
  'inputSerialization.compressionType': 'InvalidCompressionFormat',
  'inputSerialization.csv.fileHeaderInfo': 'InvalidFileHeaderInfo',
  'inputSerialization.csv.allowQuotedRecordDelimiter': 'InvalidRequestParameter',
  'inputSerialization.json.type': 'InvalidJsonType',
  'outputSerialization.csv.quoteFields': 'InvalidQuoteFields',
  inputSerialization: 'MissingInputFormat',
  outputSerialization: 'MissingOutputFormat',
  expressionType: 'InvalidRequestParameter',
}
/** The same for what is missing. */
const missingCodes: Readonly<Record<string, FaultCode>> = {
  expression: 'MissingExpectedExpression',
  expressionType: 'MissingRequiredParameter',
  inputSerialization: 'MissingInputSerialization',
  'inputSerialization.json.type': 'MissingRequiredParameter',
  outputSerialization: 'MissingOutputSerialization',
}
/** Operations that have a name of their own for a document that cannot be read. */
const brokenDocumentCodes: Readonly<Record<string, FaultCode>> = { SelectObjectContent: 'InvalidXML' }
/** HTTP wants a condition whose date cannot be read to be ignored. */
const datedConditions: ReadonlySet<string> = new Set([
  'ifModifiedSince',
  'ifUnmodifiedSince',
  'copySourceIfModifiedSince',
  'copySourceIfUnmodifiedSince',
])
const maxDocumentBytes = 2 ** 21

/** Reads the input of an operation; what is wrong with it becomes the `Fault` that COS would answer. */
export async function readInput(
  operation: AnyOperation,
  request: ReceivedRequest & { readonly body: RequestBody },
): Promise<Record<string, unknown>> {
  const { document } = placesOf(operation).input
  const received = document ? { ...request, body: await documentBody(request, 'isOptional' in document && document.isOptional) } : request
  try {
    return await readRequest(operation, received)
  } catch (error) {
    if (!(error instanceof InputError)) throw error
    if (datedConditions.has(error.member)) return readRequest(operation, withoutDates(operation, received))
    const code = document?.kind === 'json' && error.member !== 'policy' ? 'InvalidArgument' : codeOf(error)
    throw new Fault(code === 'MalformedXML' ? (brokenDocumentCodes[operation.name] ?? code) : code, { message: error.message })
  }
}

function codeOf({ member, cause }: InputError): FaultCode {
  if (cause === undefined) return codes[member] ?? 'InvalidArgument'
  const { code } = cause as Partial<XmlError>
  const isWrongValue = code === 'InvalidValue'
  if (code === 'MissingMember' && Object.hasOwn(missingCodes, member)) return missingCodes[member]!
  return (isWrongValue && (documentCodes[member] ?? codes[member.slice(member.lastIndexOf('.') + 1)])) || 'MalformedXML'
}

function withoutDates(operation: AnyOperation, request: ReceivedRequest): ReceivedRequest {
  const dated = new Set(placesOf(operation).input.header.flatMap(({ member, name }) => (datedConditions.has(member) ? [name] : [])))
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name, text]) => !dated.has(name) || isDate(text)))
  return { ...request, headers }
}

function isDate(text: string): boolean {
  return /GMT$/.test(text) && !Number.isNaN(Date.parse(text))
}

/** Documents are short: they are read whole, so that their digest is checked before they are acted upon. */
async function documentBody(
  { body, headers }: { readonly body: RequestBody; readonly headers: Readonly<Record<string, string>> },
  isOptional = false,
) {
  const chunks: Uint8Array[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    sizeBytes += chunk.byteLength
    if (sizeBytes > maxDocumentBytes) throw new Fault('XMLSizeLimit')
    chunks.push(chunk.slice())
  }
  if (sizeBytes === 0 && !isOptional) throw new Fault('MissingRequestBodyError')
  const bytes = Buffer.concat(chunks)
  checkMd5(headers['content-md5'], bytes)
  return onlyChunk(bytes)
}

async function* onlyChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
