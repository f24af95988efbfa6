import type { RequestRecord } from './request-record.js'

/** Tells of an answered request in one line: `403 GET photos-1250000000…/a  GetObject AccessDenied 1 ms  Nothing allows …`. */
export function requestLine({ method, resource, operation, status, code, refusal, durationMs }: RequestRecord): string {
  const line = `${status} ${method} ${resource}  ${operation ?? '-'}${code === undefined ? '' : ` ${code}`} ${Math.round(durationMs)} ms`
  // A key may hold line feeds and worse; they must not become lines of a log.
  return `${line}${refusal === undefined ? '' : `  ${refusal}`}`.replace(
    /[^\x20-\x7e\u00a1-\uffff]/g,
    (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}
