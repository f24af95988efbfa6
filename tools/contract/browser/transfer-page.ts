import { CosClient, createTransport, createXhrTransport, HeadObjectCommand, type RequestMiddleware, type Transport } from '@cos/core'
import { browserJournal, download, resumeUpload, upload } from '@cos/transfer'

// A page that uploads a file, is closed in the middle, and goes on after it was loaded again.

declare const setting: { readonly endpoint: string; readonly region: string; readonly credentials: { secretId: string; secretKey: string } }
declare const report: (name: string, problem: string | undefined) => Promise<void>

const mebibyte = 1024 ** 2
const bytes = new Uint8Array(6 * mebibyte + 7)
for (let index = 0; index < bytes.length; index += 1) bytes[index] = (index * 7 + (index >> 12)) & 255
/** What the user chooses again after the reload: another object of the same name, size and time. */
const file = new File([bytes], 'holiday.mov', { lastModified: 1_700_000_000_000 })
const address = { bucket: 'page-1250000000', key: 'holiday.mov' }

const carry = createTransport()
const sent: string[] = []
let onSending: (line: string) => void = () => {}
const transport: Transport = (request) => {
  const line = `${request.operation.name} ${request.query['partNumber'] ?? ''}`.trim()
  sent.push(line)
  onSending(line)
  return carry(request)
}
const client = new CosClient({ ...setting, transport })
const parts = () => sent.filter((line) => line.startsWith('UploadPart'))
const options = { ...address, source: file, partSizeBytes: mebibyte, multipartThresholdBytes: mebibyte, concurrency: 1 }
const isReload = localStorage.getItem('has been here') !== null
localStorage.setItem('has been here', 'yes')

async function check(name: string, work: () => Promise<string | undefined>): Promise<void> {
  await report(name, await work().catch((error: unknown) => String(error)))
}

if (!isReload) {
  await check('a page stops in the middle of an upload', async () => {
    const transfer = upload(client, { ...options, resume: resumeUpload(browserJournal()) })
    onSending = (line) => line === 'UploadPart 4' && transfer.abort('the user left')
    const reason = await transfer.catch((error: unknown) => error)
    return reason === 'the user left' ? undefined : `it ended with ${String(reason)}`
  })
} else {
  await check('after a reload only the parts that are missing are sent', async () => {
    const output = await upload(client, { ...options, resume: resumeUpload(browserJournal()) })
    if (output.partCount !== 7 || output.crc64 === undefined) return JSON.stringify(output)
    return parts().length >= 3 && parts().length <= 4 ? undefined : `sent ${parts().join()}`
  })
  await check('what was uploaded comes back', async () => {
    const chunks: Uint8Array<ArrayBuffer>[] = []
    await download(client, { ...address, target: (chunk) => void chunks.push(chunk.slice()) })
    const found = new Uint8Array(await new Blob(chunks).arrayBuffer())
    return found.length === bytes.length && found.every((byte, at) => byte === bytes[at]) ? undefined : 'it differs'
  })
  await check('an upload in two tabs at once is refused', async () => {
    const other = { ...options, key: 'twice.mov', resume: resumeUpload(browserJournal()) }
    const outcomes = await Promise.allSettled([upload(client, other), upload(client, other)])
    const codes = outcomes.map((outcome) => (outcome.status === 'rejected' ? (outcome.reason as { code?: string }).code : 'done')).sort()
    return codes.join() === 'TransferLocked,done' ? undefined : codes.join()
  })
  await check('a Blob is uploaded in parts and progress ends at its size', async () => {
    let last = 0
    const output = await upload(client, {
      ...options,
      key: 'blob',
      source: new Blob([bytes]),
      onProgress: (progress) => (last = progress.confirmedBytes),
    })
    return last === bytes.length && output.crc64 ? undefined : `${last} bytes`
  })

  const large = new Blob(Array.from({ length: 8 }, () => bytes))
  // 50 MB a second: through the loopback all of it might be gone before progress is told once.
  const limited: RequestMiddleware = (request, next) =>
    next({ ...request, headers: { ...request.headers, 'x-cos-traffic-limit': '400000000' } })
  const telling = new CosClient({ ...setting, transport: createXhrTransport() }).with({ requests: [limited] })
  const uploadLarge = async (client: CosClient, key: string, more: object = {}) => {
    const moved = new Set<number>()
    const at = { ...address, key }
    const one = { multipartThresholdBytes: large.size, ...more }
    const { crc64 } = await upload(client, { ...at, ...one, source: large, onProgress: (progress) => moved.add(progress.transferredBytes) })
    const { crc64: stored, contentType } = await client.send(new HeadObjectCommand(at))
    const between = [...moved].filter((count) => count > 0 && count < large.size && count % large.size !== 0)
    const isRising = [...moved].every((count, index, all) => index === 0 || count > all[index - 1]!)
    return { between, isRising, isSame: crc64 !== undefined && crc64 === stored, contentType }
  }
  await check('with XMLHttpRequest progress moves while one request is sent', async () => {
    const { between, isRising, isSame, contentType } = await uploadLarge(telling, 'told.mov', { contentType: 'video/quicktime' })
    return between.length > 0 && isRising && isSame && contentType === 'video/quicktime'
      ? undefined
      : `${between} ${isRising} ${isSame} ${contentType}`
  })
  await check('and within the parts of an upload', async () => {
    const parts = { multipartThresholdBytes: mebibyte, partSizeBytes: 16 * mebibyte, concurrency: 1 }
    const { between, isRising, isSame } = await uploadLarge(telling, 'told-in-parts.mov', parts)
    const within = between.filter((count) => count % (16 * mebibyte) !== 0)
    return within.length > 0 && isRising && isSame ? undefined : `${between} ${isRising} ${isSame}`
  })
  await check('with fetch it moves by whole requests', async () => {
    const { between, isSame } = await uploadLarge(new CosClient(setting), 'untold.mov')
    return between.length === 0 && isSame ? undefined : `${between} ${isSame}`
  })
  await check('an upload by XMLHttpRequest is aborted in the middle, with the reason', async () => {
    const transfer = upload(telling, { ...address, key: 'given-up.mov', source: large, multipartThresholdBytes: large.size })
    for await (const event of transfer.events()) if (event.type === 'progress') transfer.abort('the user left')
    const reason = await transfer.catch((error: unknown) => error)
    return reason === 'the user left' ? undefined : String(reason)
  })
  await check('without an answer it is a TransportError', async () => {
    const nobody = new CosClient({ ...setting, endpoint: 'http://127.0.0.1:9', transport: createXhrTransport(), retry: () => undefined })
    const error = await upload(nobody, { ...options, source: new Blob(['x']) }).catch((reason: { code?: string }) => reason)
    return (error as { code?: string }).code === 'ConnectFailed' ? undefined : String(error)
  })
}
