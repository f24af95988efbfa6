import { element, exactlyOne, oneOf, optional, string, struct } from '@cos/xml'

/** How a query writes its records: exactly one format. */
export const selectOutput = exactlyOne({
  csv: element(
    'CSV',
    struct({
      /** Default `ASNEEDED`. */
      quoteFields: optional(oneOf('ALWAYS', 'ASNEEDED')),
      /** 1 or 2 characters. Default: a line feed. */
      recordDelimiter: optional(string),
      /** 1 character. Default: a comma. */
      fieldDelimiter: optional(string),
      /** 1 character. Default `"`. */
      quoteCharacter: optional(string),
      /** The character that makes a quote part of a quoted field. Default `"`. */
      quoteEscapeCharacter: optional(string),
    }),
  ),
  json: element(
    'JSON',
    struct({
      /** 1 or 2 characters. Default: a line feed. */
      recordDelimiter: optional(string),
    }),
  ),
})
