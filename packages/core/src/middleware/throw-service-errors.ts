import { serviceErrorOf } from '../operation/service-error-of.js'
import type { RequestMiddleware } from './compose.js'

/** An error answer is short; what is longer is not from COS. */
const maxErrorCharacters = 65_536

/** Turns error answers into a `ServiceError`, also those that come with status 200 (copy, complete). */
export const throwServiceErrors: RequestMiddleware = async (request, next) => {
  const response = await next(request)
  if (response.status >= 200 && response.status < 300) return request.operation.errorInBody?.(request, response) ?? response
  const decoder = new TextDecoder()
  let text = ''
  for await (const chunk of response.body) {
    text += decoder.decode(chunk, { stream: true })
    if (text.length > maxErrorCharacters) break
  }
  throw serviceErrorOf(request, response, text)
}
