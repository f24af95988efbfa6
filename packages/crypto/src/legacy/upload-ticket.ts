import { fromBase64Url, toBase64Url } from '../bytes/base64.js'
import type { Metadata } from '../formats/object-format.js'

/** Options of formats whose uploads can go on in another process. */
export interface ResumableFormatOptions {
  /**
   * Lets an upload go on in another process, for example by `resumeUpload`. That process cannot know what this one had begun to
   * send, so you vouch that each part is sent with the same bytes: others under the same key stream give both away to whoever
   * saw the two, the service for one. It needs the private half of an RSA key. Default false: then an upload begins anew.
   */
  readonly allowsResume?: boolean | undefined
}

/** What an upload id carries, so that another process finds the envelope in it. */
export function ticketOf(metadata: Metadata): string {
  return toBase64Url(new TextEncoder().encode(JSON.stringify(metadata)))
}

/** Undoes {@link ticketOf}; `undefined` for anything else. Only entries of the format are taken. */
export function metadataOfTicket(ticket: string, owns: (entry: string) => boolean): Metadata | undefined {
  try {
    const entries = Object.entries(JSON.parse(new TextDecoder().decode(fromBase64Url(ticket))) as object)
    const isEnvelope = entries.length > 0 && entries.every(([name, text]) => owns(name) && typeof text === 'string')
    return isEnvelope ? Object.fromEntries(entries) : undefined
  } catch {
    return undefined
  }
}
