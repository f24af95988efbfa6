import type { Schema } from '@cos/xml'
import type { Binding, CodecSchema, Draft } from './bindings.js'
import type { Place } from './layout.js'
import { setHeader } from './text-form.js'

/** One value that travels as several headers which only make sense together; in requests only. */
export interface HeaderSetSchema<T = unknown> extends Binding<Schema<T>> {
  readonly at: 'headerSet'
  /** Every header it may be made of, in lower case. Only servers ask: `documented(…)` keeps them out of pages. */
  readonly names: readonly string[] | undefined
  /** Gives the headers; throws an `InputError` that names the member when the value cannot be written. */
  readonly write: (value: T, member: string) => Readonly<Record<string, string | undefined>>
  /** Reads the value; `undefined` when none of the headers is there. `documented(…)` keeps out of pages what only servers read. */
  readonly read: ((headers: Readonly<Record<string, string>>, member: string) => T | undefined) | undefined
}

/** What {@link headerSet} needs to know; `sample` is a value for tests and snapshots. */
export interface HeaderSetParts<T> extends Pick<HeaderSetSchema<T>, 'names' | 'write' | 'read'> {
  readonly sample: T | undefined
}

/** One value that travels as several headers which only make sense together. */
/* @__NO_SIDE_EFFECTS__ */
export function headerSet<T>({ sample, ...parts }: HeaderSetParts<T>): HeaderSetSchema<T> {
  const schema = { kind: 'codec', sample } as CodecSchema<T>
  return { kind: 'bound', at: 'headerSet', name: '', schema, ...parts, send }
}

function send(draft: Draft, place: Place, value: unknown): void {
  const written = (place as unknown as HeaderSetSchema).write(value, place.member)
  for (const name in written) if (written[name] !== undefined) setHeader(draft, name, written[name], place.member)
}
