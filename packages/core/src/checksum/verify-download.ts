import type { RequestMiddleware } from '../middleware/compose.js'
import { checkedBody } from './checked-body.js'

/** Compares the checksum of the bytes that are read with the one the service computed. */
export const verifyDownload: RequestMiddleware = async (request, next) => {
  const response = await next(request)
  return { ...response, body: checkedBody(request, response) }
}
