import type { V4Call } from './v4-operation.js'

/** A call whose members travel as JSON. Members that are undefined are left out. */
export function jsonCall(
  path: string,
  members: Readonly<Record<string, unknown>>,
  call: Pick<V4Call, 'signature' | 'isIdempotent'>,
): V4Call {
  return { path, method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(members), ...call }
}
