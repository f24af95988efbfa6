import type { BoundSchema, ListSchema, OptionalSchema, Schema, StringSchema, StructSchema } from '@cos/xml'

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
