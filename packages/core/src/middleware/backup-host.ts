import { isServiceError } from '../errors/service-error.js'
import { TransportError } from '../errors/transport-error.js'
import type { HttpRequest } from '../transport/transport.js'
import type { RequestMiddleware } from './compose.js'

const primaryHost = /^([a-z\d-]+-\d+\.cos\.[a-z\d-]+)\.myqcloud\.com$/

/** Another host for requests that do not reach COS on the first one. */
export interface HostSwitch {
  /** Tells whether a failure did not come from COS itself, on a host that has a twin. */
  readonly canSwitch: (request: HttpRequest, error: unknown) => boolean
  readonly middleware: RequestMiddleware
}

function canSwitch(request: HttpRequest, error: unknown): boolean {
  if (!primaryHost.test(request.host) || request.connectTo || request.host.includes('.cos.accelerate.')) return false
  return error instanceof TransportError || (isServiceError(error) && !error.requestId && error.status >= 300)
}

/**
 * Sends a repetition to `….tencentcos.cn` when `….myqcloud.com` fails before COS is reached: at once after a redirect,
 * otherwise from the third attempt on.
 */
export const tencentcosBackup: HostSwitch = {
  canSwitch,
  middleware(request, next) {
    const { previousError, attempt } = request
    if (previousError === undefined || !canSwitch(request, previousError)) return next(request)
    const wasRedirect = isServiceError(previousError) && previousError.status < 400
    if (!wasRedirect && attempt < 3) return next(request)
    return next({ ...request, host: request.host.replace(primaryHost, '$1.tencentcos.cn') })
  },
}
