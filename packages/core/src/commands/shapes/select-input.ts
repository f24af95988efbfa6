import { element, exactlyOne, oneOf, optional, string, struct } from '@cos/xml'

/** What a query reads: exactly one format. */
export const selectInput = exactlyOne(
  {
    csv: element(
      'CSV',
      struct({
        /** `USE`: the first line names the columns. `IGNORE`: it is passed over. Default `NONE`: it is data; columns are `_1`, `_2`, … */
        fileHeaderInfo: optional(oneOf('NONE', 'USE', 'IGNORE')),
        /** 1 or 2 characters. Default: a line feed. */
        recordDelimiter: optional(string),
        /** 1 character. Default: a comma. */
        fieldDelimiter: optional(string),
        /** 1 character. Default `"`. */
        quoteCharacter: optional(string),
        /** The character that makes a quote part of a quoted field. Default `"`. */
        quoteEscapeCharacter: optional(string),
        /** Lines that begin with this character are passed over. Default `#`. */
        comments: optional(string),
        /** Whether a quoted field may hold the record delimiter. Default `FALSE`. */
        allowQuotedRecordDelimiter: optional(oneOf('TRUE', 'FALSE')),
      }),
    ),
    json: element(
      'JSON',
      struct({
        /** `LINES`: a value in each line. `DOCUMENT`: values may span lines. */
        type: oneOf('LINES', 'DOCUMENT'),
      }),
    ),
    parquet: struct({}),
  },
  {
    /** Default `NONE`. Not for Parquet. */
    compressionType: optional(oneOf('NONE', 'GZIP', 'BZIP2')),
  },
)
