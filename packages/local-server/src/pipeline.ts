import { parseTarget, type RequestTarget, SignerError } from '@cos/signer'
import { createTokenService } from './access/token-service.js'
import { BodyFailure } from './body-failure.js'
import { errorAnswer } from './error-answer.js'
import { Fault } from './fault.js'
import { migrationError } from './fetch-tasks/migration-error.js'
import { createOperationSteps } from './operation-steps.js'
import type { Progress } from './progress.js'
import { createRequestIds } from './request-id.js'
import type { RequestRecord } from './request-record.js'
import { Cut } from './script.js'
import type { Serve, ServerAnswer, ServerRequest } from './server-request.js'
import type { ServerSettings } from './server-settings.js'
import { createV4 } from './v4/create-v4.js'
import { createV4Signatures } from './v4/verify-v4-signature.js'

/** Builds the way of a request: address, operation, strictness, signature, access, input, handler, answer. */
export function createPipeline(settings: ServerSettings): Serve {
  const { behaviours, clock, onRequest, onError } = settings
  const requestIds = createRequestIds(clock.now)
  const traceIds = createRequestIds(clock.now)
  const v4Signatures = createV4Signatures(settings.identities, clock.now)
  const answerV4 = createV4(settings, v4Signatures)
  const answerOperation = createOperationSteps(settings, v4Signatures)
  const answerTokens = createTokenService({ identities: settings.identities, now: clock.now })
  const dates = createDates()

  return async (request) => {
    const host = request.headers['host'] ?? ''
    const progress: Progress = { startedAtMs: clock.now(), requestId: requestIds(), request, host }
    let answer: ServerAnswer
    try {
      progress.target = targetOf(request)
      // Preflights are asked of any host, and are no request of its protocol.
      const isPreflight = request.method === 'OPTIONS'
      answer = isPreflight
        ? await answerOperation(progress)
        : ((await answerTokens(request, progress.requestId)) ?? (await (answerV4(progress) ?? answerOperation(progress))))
    } catch (error) {
      if (error instanceof BodyFailure) throw error
      if (error instanceof Cut) return { status: 200, headers: {}, body: undefined, cutAfterBytes: 0 }
      answer = failed(progress, error)
    }
    answer = { ...answer, headers: { ...(await addedHeaders(progress)), ...commonHeaders(progress, answer) } }
    behaviours.afterAnswer(progress, answer)
    onRequest?.(recordOf(progress, answer, clock.now()))
    return answer
  }

  function failed(progress: Progress, error: unknown): ServerAnswer {
    const fault = error instanceof Fault ? error : new Fault('InternalError')
    if (fault !== error) onError(error)
    progress.code = fault.code
    progress.refusal = fault.refusal
    const path = progress.target?.path ?? progress.request.target
    const traceId = traceIds()
    const serverTime = new Date(clock.now()).toISOString()
    const { requestId, host, request } = progress
    if (progress.address?.kind === 'migration') return migrationError(fault, requestId)
    return errorAnswer(fault, { method: request.method, resource: host + path, requestId, traceId, serverTime })
  }

  /** An answer goes out even when what is to be added to it cannot be known. */
  async function addedHeaders(progress: Progress): Promise<Readonly<Record<string, string>> | undefined> {
    try {
      return await behaviours.answerHeaders(progress)
    } catch (error) {
      onError(error)
      return undefined
    }
  }

  function commonHeaders({ requestId }: Progress, { headers, body }: ServerAnswer): Record<string, string> {
    const common: Record<string, string> = { server: 'tencent-cos', date: dates(clock.now()), 'x-cos-request-id': requestId, ...headers }
    if (body instanceof Uint8Array && common['content-length'] === undefined) common['content-length'] = String(body.byteLength)
    return common
  }
}

function targetOf({ target }: ServerRequest): RequestTarget {
  try {
    return parseTarget(target)
  } catch (error) {
    if (error instanceof SignerError) throw new Fault('InvalidURI', { message: error.message })
    throw error
  }
}

function recordOf(progress: Progress, answer: ServerAnswer, nowMs: number): RequestRecord {
  const { request, host, target, operation, code, refusal, requestId, startedAtMs } = progress
  return {
    method: request.method,
    resource: host + (target?.path ?? ''),
    operation: operation?.name,
    status: answer.status,
    code,
    refusal,
    requestId,
    durationMs: nowMs - startedAtMs,
  }
}

/** Dates of HTTP have whole seconds, so one text serves all answers of a second. */
function createDates(): (nowMs: number) => string {
  let second = -1
  let text = ''
  return (nowMs) => {
    const current = Math.floor(nowMs / 1000)
    if (current !== second) {
      second = current
      text = new Date(nowMs).toUTCString()
    }
    return text
  }
}
