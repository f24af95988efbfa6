import type { JsonValue } from '../store/json.js'

/** Makes JSON of a document whose instants are `Date`s. */
export function packDates(document: unknown): JsonValue {
  if (document instanceof Date) return { $date: document.getTime() }
  if (Array.isArray(document)) return document.map(packDates)
  if (typeof document !== 'object' || document === null) return document as JsonValue
  return Object.fromEntries(Object.entries(document).map(([name, value]) => [name, packDates(value)]))
}

/** Gives back what {@link packDates} was given. */
export function unpackDates(value: JsonValue): unknown {
  if (Array.isArray(value)) return value.map(unpackDates)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value)
  const [first] = entries
  if (entries.length === 1 && first![0] === '$date' && typeof first![1] === 'number') return new Date(first![1])
  return Object.fromEntries(entries.map(([name, member]) => [name, unpackDates(member)]))
}
