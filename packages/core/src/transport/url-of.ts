import { refuse } from '../errors/input-error.js'
import { requestTarget } from './request-target.js'
import type { HttpRequest } from './transport.js'

/** The URL of a request, for what takes nothing else. */
export function urlOf(request: HttpRequest): string {
  if (request.connectTo) refuse('endpoint', 'connects elsewhere, which fetch cannot')
  const target = requestTarget(request)
  const url = `${request.protocol}//${request.host}${target}`
  // A URL parser that rewrites the path would address another object.
  return new URL(url).href.endsWith(target) ? url : refuse('key', 'must not be dots only under fetch')
}
