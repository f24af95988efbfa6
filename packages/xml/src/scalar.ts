import type { ScalarSchema, Schema, TypeOf } from './schema.js'

/**
 * Reads the text of an element, a header or a query parameter by its schema (string, integer, boolean, timestamp, oneOf).
 * Text stays as it is; around everything else white space is ignored.
 *
 * @throws XmlError naming `path` when the text does not fit; a TypeError for a schema without a text form.
 */
export function parseScalar<S extends Schema>(schema: S, text: string, path: string): TypeOf<S> {
  return (schema as unknown as ScalarSchema<TypeOf<S>>).parse(text, path)
}

/**
 * Writes a value as the text of an element, a header or a query parameter.
 *
 * @throws XmlError naming `path` when the value is of the wrong type or out of bounds; a TypeError for a schema without a text
 * form.
 */
export function formatScalar(schema: Schema, value: unknown, path: string): string {
  return (schema as ScalarSchema).format(value, path)
}
