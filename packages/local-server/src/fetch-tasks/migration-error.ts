import type { Fault } from '../fault.js'
import type { ServerAnswer } from '../server-request.js'

/** Makes the answer of an error of the service that fetches objects. [?] Its numbers are not documented: the status stands for them. */
export function migrationError({ status, code, message }: Fault, requestId: string): ServerAnswer {
  const body = Buffer.from(JSON.stringify({ code: status, message: `${code}: ${message}`, request_id: requestId }))
  return { status, headers: { 'content-type': 'application/json' }, body }
}
