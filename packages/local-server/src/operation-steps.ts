import type { AnyOperation } from '@cos/core'
import { placesOf, writeResponse } from '@cos/core/server'
import type { RequestTarget } from '@cos/signer'
import type { Access } from './access/access.js'
import { actions } from './access/actions.js'
import { type AddressOf, createAddressing, type RequestAddress } from './address.js'
import { type Caller, createAuthentication } from './authenticate.js'
import type { Arrival } from './behaviours/behaviour.js'
import { createCustomDomains } from './configurations/custom-domains.js'
import { createDispatch } from './dispatch.js'
import { Fault } from './fault.js'
import { type AuthenticateForm, createFormAuthentication } from './form/authenticate-form.js'
import type { Call, Handler, HandlerAnswer } from './handlers/handler.js'
import { handlers } from './handlers/index.js'
import type { Progress } from './progress.js'
import { readInput } from './read-input.js'
import type { ServerAnswer, ServerRequest } from './server-request.js'
import type { ServerSettings } from './server-settings.js'
import type { BucketRecord } from './store/records.js'
import { createStrictness } from './strictness.js'
import { createThrottle } from './throttle.js'
import { v4CallerOf } from './v4/v4-caller.js'
import type { V4Signatures } from './v4/verify-v4-signature.js'

/** Prepares the steps of a request: address, operation, strictness, signature, access, input, handler. */
export function createOperationSteps(settings: ServerSettings, v4Signatures: V4Signatures): (progress: Progress) => Promise<ServerAnswer> {
  const { behaviours, clock, script } = settings
  const byName = new Map(settings.operations.map((operation) => [operation.name, operation]))
  const domains = createCustomDomains(behaviours.store, behaviours.configurations)
  const addressOf = createAddressing(settings.customDomains)
  const dispatch = createDispatch(settings.operations)
  const excessOf = createStrictness()
  const authenticate = createAuthentication({ ...settings, now: clock.now })
  const authenticateForm = createFormAuthentication({ ...settings, now: clock.now })
  const throttle = createThrottle(clock)

  return async (progress) => {
    const { request, host } = progress
    const { method, headers } = request
    const { path, query: entries } = progress.target!
    const query = recordOfEntries(entries)
    const address = addressed(method, host, path, await domains.current())
    progress.address = address
    // A preflight is answered before it is an operation, whatever it is about; who counts requests knows it by its name.
    if (method === 'OPTIONS') {
      progress.operation = dispatch({ method, address, query, headers })
      progress.bucket = address.bucket === undefined ? undefined : await behaviours.store.getBucket(address.bucket)
    }
    const perform: Arrival['perform'] = (name, key) =>
      answered(progress, { operation: byName.get(name)!, address: { ...address, key }, query: {} })
    const instead = await behaviours.insteadOfOperation({ request, address, perform })
    if (instead) return instead
    const operation = dispatch({ method, address, query, headers })
    progress.operation = operation
    if (!operation) throw unknownOperation(request, address, query)
    return answered(progress, { operation, address, query })
  }

  /** A preflight for what is no address of ours is answered by what the server allows itself. */
  function addressed(method: string, ...place: Parameters<AddressOf>): RequestAddress {
    try {
      return addressOf(...place)
    } catch (error) {
      if (method === 'OPTIONS' && error instanceof Fault) return { bucket: undefined, key: undefined, region: undefined }
      throw error
    }
  }

  async function answered(progress: Progress, { operation, address, query }: Pick<Step, 'operation' | 'address' | 'query'>) {
    const { request } = progress
    const { method, headers } = request
    const { path, query: entries } = progress.target!
    progress.operation = operation
    const interference = await script.interfere(operation.name, clock)
    const excess = settings.isLoose ? undefined : excessOf(operation, { query, headers })
    if (excess) throw new Fault('NotImplemented', { message: `${operation.name} of this server does not have ${excess}.` })
    const byV4 = settings.requireSignatures ? v4CallerOf(v4Signatures, { method, address, query, headers }) : undefined
    const caller = byV4 ?? authenticate({ method, path, query: entries, headers })
    progress.caller = caller
    checkKeyLength(address.key)
    const body = throttle.incoming(request, query)
    const answer = await run(settings, { progress, authenticateForm, operation, address, query, caller, request: { ...request, body } })
    return interference ? interference(throttle.outgoing(request, query, answer)) : throttle.outgoing(request, query, answer)
  }
}

async function run(settings: ServerSettings, step: Step): Promise<ServerAnswer> {
  const { operation, address, query, caller, request } = step
  const { behaviours } = settings
  checkLength(operation, request.headers)
  const bucket = await bucketOf(settings, step)
  step.progress.bucket = bucket
  const access = accessFor(settings, step, bucket)
  await checkOperation(operation, caller, access)
  const received = { method: request.method, bucket: address.bucket, key: address.key, query, headers: request.headers, body: request.body }
  const input = await readInput(operation, received)
  const call: Call<never> = {
    input: input as never,
    bucket: bucket as BucketRecord,
    caller,
    access,
    identities: settings.identities,
    authenticateForm: step.authenticateForm,
    account: caller.account ?? settings.accounts[0],
    headers: request.headers,
    query,
    body: request.body,
    hostRegion: address.region,
    region: settings.region,
    maxBuckets: settings.maxBuckets,
    store: behaviours.store,
    configurations: behaviours.configurations,
    fetchTasks: settings.fetchTasks,
    requestId: step.progress.requestId,
    nowMs: settings.clock.now(),
    isLoose: settings.isLoose,
  }
  await behaviours.beforeHandler(call, operation)
  const answer = await handled(settings, call, operation)
  if (!('output' in answer)) return answer
  const { output, status, headers, record, read } = answer
  if (read) behaviours.objectRead(read)
  const written = writeResponse(operation, output as Readonly<Record<string, unknown>>)
  const told = record && (await behaviours.headersAbout(record))
  step.progress.record = record
  return {
    status: status ?? written.status,
    headers: headers || told ? { ...written.headers, ...headers, ...told } : written.headers,
    body: written.body,
  }
}

/** What the handler gives, or what a behaviour gives for an object that is missing. */
async function handled({ behaviours }: ServerSettings, call: Call<never>, operation: AnyOperation): Promise<HandlerAnswer | ServerAnswer> {
  const handler = handlerOf(operation)
  try {
    return await handler(call)
  } catch (error) {
    const isMissing = error instanceof Fault && error.code === 'NoSuchKey' && /^(Get|Head)Object$/.test(operation.name)
    const help = isMissing ? await behaviours.onMissingObject(call, operation) : undefined
    if (help === undefined) throw error
    return help === 'stored' ? handler(call) : help
  }
}

/** The bucket of a request; undefined for what is about none, or one that is still to be. */
async function bucketOf({ behaviours }: ServerSettings, { operation, address }: Step): Promise<BucketRecord | undefined> {
  if (operation.name === 'CreateBucket' || address.bucket === undefined) return undefined
  const bucket = await behaviours.store.getBucket(address.bucket)
  // The hosts of another region do not know the bucket.
  if (!bucket || (address.region !== undefined && address.region !== bucket.region)) throw new Fault('NoSuchBucket')
  return bucket
}

function accessFor({ accessOf, clock, region }: ServerSettings, step: Step, bucket: BucketRecord | undefined): Access {
  const { operation, address, query, caller, request } = step
  const { headers, remoteAddress, isSecure } = request
  return accessOf({
    operation: operation.name,
    caller,
    bucket,
    key: address.key,
    bucketName: address.bucket,
    region: address.region ?? region,
    query,
    headers,
    remoteAddress,
    isSecure,
    nowMs: clock.now(),
  })
}

/** Checks the right to the operation. Rights to objects that are there, and to keys inside a request, are for the handlers. */
async function checkOperation({ name }: AnyOperation, { account }: Caller, access: Access): Promise<void> {
  const demand = actions[name]?.[1] ?? 'owner'
  if (demand.startsWith('object') || demand === 'keys WRITE' || demand === 'anybody') return
  if (demand === 'account' && account === undefined) throw new Fault('AccessDenied')
  await access.check()
}

interface Step {
  readonly authenticateForm: AuthenticateForm
  readonly progress: Progress
  readonly operation: AnyOperation
  readonly address: RequestAddress
  readonly query: Readonly<Record<string, string>>
  readonly caller: Caller
  readonly request: ServerRequest
}

function handlerOf(operation: AnyOperation): Handler {
  const handler = Object.hasOwn(handlers, operation.name) ? handlers[operation.name] : undefined
  if (!handler) throw new Fault('NotImplemented', { message: `This server does not have ${operation.name}.` })
  return handler
}

function recordOfEntries(entries: RequestTarget['query']): Record<string, string> {
  const query: Record<string, string> = Object.create(null)
  for (const [name, value] of entries) query[name] ??= value
  return query
}

function unknownOperation({ method }: ServerRequest, address: RequestAddress, query: Readonly<Record<string, string>>): Fault {
  const words = Object.keys(query)
  const what = address.bucket === undefined ? '/' : address.key === undefined ? '/{bucket}' : '/{bucket}/{key}'
  const isKnown = words.length > 0 || method === 'POST'
  if (!isKnown) return new Fault('MethodNotAllowed')
  return new Fault('NotImplemented', {
    message: `This server does not have ${method} ${what}${words.length ? `?${words.join('&')}` : ''}.`,
  })
}

function checkKeyLength(key: string | undefined): void {
  if (key !== undefined && key.length > 283 && Buffer.byteLength(key) > 850) throw new Fault('KeyTooLong')
}

function checkLength(operation: AnyOperation, headers: ServerRequest['headers']): void {
  const { bytes, document } = placesOf(operation).input
  const needsLength = bytes !== undefined || (document !== undefined && !('isOptional' in document && document.isOptional))
  if (needsLength && headers['content-length'] === undefined && headers['transfer-encoding'] === undefined)
    throw new Fault('MissingContentLength')
}
