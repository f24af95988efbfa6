import { type Members, type ScalarSchema, struct, XmlError } from '@cos/xml'
import type { CodecSchema, Draft, JsonDocument } from './bindings.js'

/** Where a member stands in an object, and what it is. */
interface Field {
  readonly member: string
  /** Path of names, with dots between them. */
  readonly name: string
  readonly schema: ScalarSchema | CodecSchema
  readonly isOptional: boolean
}

/**
 * A body that is one JSON object. Each member is an `element` with its name there (`element('Url', …)`), or a path of names
 * (`element('data.taskid')`). Names are read whatever their case. `constants` are written with them.
 */
/* @__NO_SIDE_EFFECTS__ */
export function jsonObject<M extends Members>(root: string, members: M, constants: object = {}): JsonDocument<M> {
  const writeObject: JsonDocument['write'] = (draft, _document, input) => writeMembers(draft, members, { ...constants }, input)
  return { kind: 'json', root, members, schema: struct(members), read: readObject, write: writeObject }
}

function fieldsOf(members: Members): Field[] {
  return Object.entries(members).map(([member, outer]) => {
    const isOptional = outer.kind === 'optional'
    const { name, schema } = (isOptional ? (outer as unknown as { schema: Field }).schema : outer) as unknown as Field
    return { member, name, schema, isOptional }
  })
}

function writeMembers(draft: Draft, members: Members, whole: Record<string, unknown>, input: unknown): void {
  const values = input as Readonly<Record<string, unknown>>
  for (const field of fieldsOf(members)) {
    const value = values[field.member]
    const text = checked(field, value)
    if (text !== undefined) place(whole, field.name.split('.'), typeof value === 'string' ? text : value)
  }
  draft.body = new TextEncoder().encode(JSON.stringify(whole))
  draft.headers['content-type'] = 'application/json'
}

function place(whole: Record<string, unknown>, [name = '', ...rest]: readonly string[], value: unknown): void {
  if (rest.length === 0) whole[name] = value
  else place((whole[name] ??= {}) as Record<string, unknown>, rest, value)
}

async function readObject(root: string, { members }: { readonly members: Members }, text: string): Promise<object> {
  const whole = parsed(root, text)
  const output: Record<string, unknown> = {}
  for (const field of fieldsOf(members)) {
    const value = field.name.split('.').reduce(memberOf, whole) ?? undefined
    // What would not be written is not to be read either.
    if (checked(field, value) !== undefined) output[field.member] = value
  }
  return output
}

function parsed(root: string, text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new XmlError('is no JSON', root, { cause })
  }
}

/** The member of an object with this name, whatever its case: sources differ. */
function memberOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined
  return Object.entries(value).find(([own]) => own.toLowerCase() === name.toLowerCase())?.[1]
}

/** The text of a value as its schema writes it, which refuses what does not fit; undefined for what may be left out, and is. */
function checked({ member, schema, isOptional }: Field, value: unknown): string | undefined {
  return value === undefined && isOptional ? undefined : (schema as CodecSchema).format(value, member, undefined)
}
