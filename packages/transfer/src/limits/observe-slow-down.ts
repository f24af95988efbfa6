import { isServiceError } from '@cos/core'
import type { CommandSender } from '../control/command-sender.js'
import type { TransferShare } from './transfer-share.js'

/** Shows every attempt's "too fast" to the limits; the client repeats the request and says nothing of it. */
export function observeSlowDown(client: CommandSender, share: TransferShare): CommandSender {
  if (!client.with) return client
  return client.with({
    requests: [
      async (request, next) => {
        try {
          return await next(request)
        } catch (error) {
          if (isServiceError(error) && (error.status === 503 || error.status === 429)) share.slowDown()
          throw error
        }
      },
    ],
  })
}
