import type { ToldError } from '../../operation/define-operation.js'

/** Reads an error of the service that fetches objects: a JSON object whose `code` is not 0. */
export function migrationError(text: string): ToldError | undefined {
  try {
    const { code, message, request_id: requestId } = JSON.parse(text)
    return code ? { code: String(code), message: String(message), requestId } : undefined
  } catch {
    return undefined
  }
}
