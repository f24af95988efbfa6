import { type AnyOperation, defineOperation } from '@cos/core'
import type { Access, AccessRequest } from '../access/access.js'
import type { Caller } from '../authenticate.js'
import { Fault } from '../fault.js'
import type { Progress } from '../progress.js'
import type { ServerAnswer } from '../server-request.js'
import type { ServerSettings } from '../server-settings.js'
import { hasZones } from '../storage-zones.js'
import type { BucketRecord } from '../store/records.js'
import { readV4Call, type V4Members } from './read-v4-call.js'
import { type V4Address, v4AddressOf } from './v4-address.js'
import type { V4Handler } from './v4-call.js'
import { createV4Contents } from './v4-contents.js'
import { V4Fault } from './v4-fault.js'
import { copyFile, deleteFile, find, moveFile, statFile, updateFile, uploadFile } from './v4-files.js'
import { createFolder, deleteFolder, listFolder, statFolder, updateFolder } from './v4-folders.js'
import { finishSlices, initSlices, listSlices, uploadSlice } from './v4-slices.js'
import type { V4Signatures } from './verify-v4-signature.js'

/** Name for records and scripted faults, what it does, the signature it wants, and the operation of the XML API whose right it needs. */
type Entry = readonly [name: string, handler: V4Handler, kind: 'once' | 'more', right: string]

const ofFiles: Readonly<Record<string, Entry>> = {
  'POST upload': ['V4UploadFile', uploadFile, 'more', 'PutObject'],
  'POST upload_slice_init': ['V4UploadSliceInit', initSlices, 'more', 'CreateMultipartUpload'],
  'POST upload_slice_data': ['V4UploadSliceData', uploadSlice, 'more', 'UploadPart'],
  'POST upload_slice_finish': ['V4UploadSliceFinish', finishSlices, 'more', 'CompleteMultipartUpload'],
  'POST upload_slice_list': ['V4UploadSliceList', listSlices, 'more', 'ListParts'],
  'GET stat': ['V4StatFile', statFile, 'more', 'HeadObject'],
  'GET list': ['V4ListFolder', listFolder, 'more', 'ListObjects'],
  'POST update': ['V4UpdateFile', updateFile, 'once', 'PutObject'],
  'POST delete': ['V4DeleteFile', deleteFile, 'once', 'DeleteObject'],
  'POST move': ['V4MoveFile', moveFile, 'once', 'GetObject'],
  'POST copy': ['V4CopyFile', copyFile, 'once', 'GetObject'],
}
const ofFolders: Readonly<Record<string, Entry>> = {
  'POST create': ['V4CreateFolder', createFolder, 'more', 'PutObject'],
  'GET stat': ['V4StatFolder', statFolder, 'more', 'HeadObject'],
  'GET list': ['V4ListFolder', listFolder, 'more', 'ListObjects'],
  'POST update': ['V4UpdateFolder', updateFolder, 'once', 'PutObject'],
  'POST delete': ['V4DeleteFolder', deleteFolder, 'once', 'DeleteObject'],
}

/** Names of regions in the hosts of this API. Other hosts are taken for those of any region. */
const regions: Readonly<Record<string, string>> = { gz: 'ap-guangzhou', sh: 'ap-shanghai', tj: 'ap-beijing-1', sgp: 'ap-singapore' }

/** What scripted faults of the XML API and refusals mean here. [?] The code for lacking rights is not sourced. */
const codesOfFaults: Readonly<Record<string, number>> = { AccessDenied: -70, SlowDown: -71, ServiceUnavailable: -196, InternalError: -195 }

/** Builds the V4 API over the same store: undefined for requests that are not its own. */
export function createV4(settings: ServerSettings, signatures: V4Signatures): (progress: Progress) => Promise<ServerAnswer> | undefined {
  const contents = createV4Contents()
  return (progress) => {
    const address = v4AddressOf(progress.host, progress.target!)
    return address && answer(progress, address)
  }

  async function answer(progress: Progress, address: V4Address): Promise<ServerAnswer> {
    try {
      const members = await readV4Call(progress.request, progress.target!)
      const [name, handler, kind, right] = entryOf(progress, address, members)
      progress.operation = declarations.get(name) ?? declare(name)
      const interference = await settings.script.interfere(name, settings.clock)
      const caller = authenticate(progress, address, kind)
      progress.caller = caller
      const bucket = await bucketOf(progress, address)
      progress.bucket = bucket
      const { behaviours, v4: options, clock } = settings
      const { store } = behaviours
      const [key, nowMs] = [address.path.slice(1), clock.now()]
      const access = accessFor(progress, { operation: right, caller, bucket, key, nowMs })
      await access.check({ object: await find(store, bucket.name, key) })
      const call = { address, members, bucket, key, access, store, contents, options, nowMs }
      const data = await handler(call)
      const written = envelope(progress, 200, { code: 0, message: 'SUCCESS', ...(data && { data }) })
      return interference ? interference(written) : written
    } catch (error) {
      return refused(progress, error)
    }
  }

  function authenticate({ request, target }: Progress, address: V4Address, kind: 'once' | 'more'): Caller {
    const sign = request.headers['authorization'] || target!.query.find(([name]) => name === 'sign')?.[1]
    if (!settings.requireSignatures) return signatures.claimed(sign ?? '') ?? { account: settings.accounts[0] }
    if (!sign) throw new V4Fault(-48, 'there is no signature')
    return signatures.verify(sign, { ...address, kind })
  }

  function accessFor({ request, target }: Progress, asked: Asked): Access {
    const { headers, remoteAddress, isSecure } = request
    const query = Object.fromEntries(target!.query)
    return settings.accessOf({
      ...asked,
      bucketName: asked.bucket.name,
      region: asked.bucket.region,
      query,
      headers,
      remoteAddress,
      isSecure,
    })
  }

  async function bucketOf({ host }: Progress, { appId, bucket }: V4Address): Promise<BucketRecord> {
    if (!/^[a-z\d][a-z\d-]*$/.test(bucket)) throw new V4Fault(-199)
    const record = await settings.behaviours.store.getBucket(`${bucket}-${appId}`)
    const region = regions[/^([a-z]+)\.file\./.exec(host)?.[1] ?? '']
    if (!record || (region !== undefined && region !== record.region)) throw new V4Fault(-133)
    // [?] The word is that of COS; which number goes with it is not sourced.
    if (hasZones(record)) throw new V4Fault(-5999, 'JsonAPINotSupportOnMAZBucket')
    return record
  }

  function refused(progress: Progress, error: unknown): ServerAnswer {
    const fault = error instanceof V4Fault ? error : faultOf(error)
    if (!fault) throw error
    progress.code = String(fault.code)
    progress.refusal = error instanceof Fault ? error.refusal : undefined
    return envelope(progress, fault.status, { code: fault.code, message: fault.message })
  }
}

type Asked = Pick<AccessRequest, 'operation' | 'caller' | 'nowMs'> & { readonly bucket: BucketRecord; readonly key: string }

const declarations = new Map<string, AnyOperation>()

/** Records and behaviours speak of operations by their names. */
function declare(name: string): AnyOperation {
  const operation = defineOperation({ name, route: 'POST /{bucket}/{key}', input: {}, output: {} })
  declarations.set(name, operation)
  return operation
}

function entryOf({ request }: Progress, { path }: V4Address, { op }: V4Members): Entry {
  const entries = path.endsWith('/') ? ofFolders : ofFiles
  const name = `${request.method} ${op}`
  const entry = Object.hasOwn(entries, name) ? entries[name] : undefined
  if (!entry) throw new V4Fault(-5964, name)
  return entry
}

function faultOf(error: unknown): V4Fault | undefined {
  if (!(error instanceof Fault)) return undefined
  return new V4Fault(codesOfFaults[error.code] ?? (error.status < 500 ? -5999 : -195), error.refusal ?? error.message, error.status)
}

function envelope({ requestId }: Progress, status: number, members: Readonly<Record<string, unknown>>): ServerAnswer {
  const body = new TextEncoder().encode(JSON.stringify({ ...members, request_id: requestId }))
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body }
}
