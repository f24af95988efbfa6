import {
  type BoundSchema,
  type ChoiceSchema,
  type ListSchema,
  type OptionalSchema,
  readClosedXml,
  type Schema,
  type StringSchema,
  type StructSchema,
} from '@cos/xml'

/** Reads a document; where it says that its texts are percent-encoded, they come decoded and it no longer says so. */
export async function readDecoded(root: string, schema: StructSchema, text: string): Promise<unknown> {
  const value = (await readClosedXml(root, schema, text)) as Record<string, unknown>
  // Exactly what the answer says is encoded is decoded: decoding a plain answer would corrupt keys with a `%`.
  if (value['encodingType'] !== 'url') return value
  const { encodingType: _, ...decoded } = mapUrlEncodable(schema, value, decodeURIComponent) as Record<string, unknown>
  return decoded
}

/** Applies a function to every text of a value that its schema marks as percent-encoded under `encoding-type=url`. */
export function mapUrlEncodable(schema: Schema, value: unknown, change: (text: string) => string): unknown {
  if (value === undefined) return value
  switch (schema.kind) {
    case 'string':
      return (schema as StringSchema).isUrlEncodable ? change(value as string) : value
    case 'optional':
    case 'bound':
      return mapUrlEncodable((schema as OptionalSchema | BoundSchema).schema, value, change)
    case 'list':
      return (value as unknown[]).map((item) => mapUrlEncodable((schema as ListSchema).item, item, change))
    case 'choice':
      return mapUrlEncodable((schema as ChoiceSchema).options[(value as { type: string }).type]!, value, change)
    case 'struct': {
      const changed: Record<string, unknown> = { ...(value as object) }
      const { members } = schema as StructSchema
      for (const name in members) {
        if (changed[name] !== undefined) changed[name] = mapUrlEncodable(members[name]!, changed[name], change)
      }
      return changed
    }
    default:
      return value
  }
}
