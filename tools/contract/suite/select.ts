import { describe, expect, test } from 'vitest'
import { type Asked, type SelectInput, type SelectOutput, selectQueriesOf, skipWithoutEngine } from './select-queries.js'
import { bzipped, gzipped, parquet } from './select-samples.js'
import { failureOf, type World } from './world.js'

const people = 'name,city,age\nAda,"Lisbon, PT",36\nBob,Rome,5\n"Cy ""the"" Bee",Oslo,10\n'
const used: SelectInput = { csv: { fileHeaderInfo: 'USE' } }
const lines: SelectInput = { json: { type: 'LINES' } }
const json: SelectOutput = { json: {} }
const documents =
  '{"id":1,"name":"Ada","tags":["x","y"],"at":{"city":"Rome"}}\n{"id":2,"name":null,"at":{}}\n{"id":10,"name":"Cy","ok":true}\n'

/** Queries of objects. */
export function selectSuite(world: World): void {
  const queries = selectQueriesOf(world)
  const { asking, answer } = queries

  describe('select', () => {
    skipWithoutEngine(queries)

    test.each<[what: string, asked: Asked, result: string]>([
      ['everything', { body: 'a,b\nc,d\n', sql: 'SELECT * FROM COSObject' }, 'a,b\nc,d\n'],
      ['columns by place', { body: 'a,b\nc,d', sql: 'select s._2, _1 from COSObject s' }, 'b,a\nd,c\n'],
      ['columns by name', { body: people, from: used, sql: "SELECT s.name FROM COSObject s WHERE s.city = 'Rome'" }, 'Bob\n'],
      [
        'names in any case, and quoted ones',
        { body: people, from: used, sql: 'SELECT NAME, s."age" FROM COSObject AS s LIMIT 1' },
        'Ada,36\n',
      ],
      ['numbers as numbers', { body: people, from: used, sql: 'SELECT age FROM COSObject WHERE age > 9' }, '36\n10\n'],
      [
        'a header passed over',
        { body: people, from: { csv: { fileHeaderInfo: 'IGNORE' } }, sql: 'SELECT _3 FROM COSObject' },
        '36\n5\n10\n',
      ],
      [
        'other delimiters',
        {
          body: "a;'b;'';c'|d;e|",
          from: { csv: { recordDelimiter: '|', fieldDelimiter: ';', quoteCharacter: "'", quoteEscapeCharacter: "'" } },
          to: {
            csv: {
              recordDelimiter: '\\r\\n',
              fieldDelimiter: '\\t',
              quoteCharacter: "'",
              quoteFields: 'ALWAYS',
              quoteEscapeCharacter: '\\',
            },
          },
          sql: 'SELECT * FROM COSObject',
        },
        "'a'\t'b;\\';c'\r\n'd'\t'e'\r\n",
      ],
      [
        'another escape',
        { body: 'a,"b\\"c"\n', from: { csv: { quoteEscapeCharacter: '\\' } }, sql: 'SELECT _2 FROM COSObject' },
        '"b""c"\n',
      ],
      [
        'two characters between records',
        { body: 'a\r\nb\r\n', from: { csv: { recordDelimiter: '\\r\\n' } }, sql: 'SELECT * FROM COSObject' },
        'a\nb\n',
      ],
      ['comments passed over', { body: '#x\na\n;y\n', from: { csv: { comments: '#' } }, sql: 'SELECT * FROM COSObject' }, 'a\n;y\n'],
      [
        'line breaks in fields',
        { body: 'a,"b\nc"\n', from: { csv: { allowQuotedRecordDelimiter: 'TRUE' } }, to: json, sql: 'SELECT _2 AS two FROM COSObject' },
        '{"two":"b\\nc"}\n',
      ],
      [
        'CSV as JSON',
        { body: people, from: used, to: json, sql: 'SELECT * FROM COSObject LIMIT 1' },
        '{"name":"Ada","city":"Lisbon, PT","age":"36"}\n',
      ],
      [
        'other ends of JSON',
        { body: 'a\nb', to: { json: { recordDelimiter: ';' } }, sql: 'SELECT * FROM COSObject' },
        '{"_1":"a"};{"_1":"b"};',
      ],
      [
        'lines of JSON',
        { body: documents, from: lines, to: json, sql: 'SELECT s.id, s.name, s.at.city, s.tags[1] t FROM COSObject s' },
        '{"id":1,"name":"Ada","city":"Rome","t":"y"}\n{"id":2,"name":null}\n{"id":10,"name":"Cy"}\n',
      ],
      [
        'JSON as CSV',
        { body: documents, from: lines, sql: 'SELECT s.tags, s.id FROM COSObject s WHERE s.id < 3' },
        '"[""x"",""y""]",1\n,2\n',
      ],
      [
        'whole values',
        { body: documents, from: lines, to: json, sql: 'SELECT * FROM COSObject s WHERE s.ok = TRUE' },
        '{"id":10,"name":"Cy","ok":true}\n',
      ],
      [
        'a path of a document',
        {
          body: '{"rules":[{"id":"1"},\n{"x":2},{"id":"3"}]}',
          from: { json: { type: 'DOCUMENT' } },
          to: json,
          sql: 'SELECT id FROM COSObject[*].rules[*]',
        },
        '{"id":"1"}\n{}\n{"id":"3"}\n',
      ],
      [
        'plain values of a path',
        {
          body: '{"ids":[1,2]} {"ids":[3]}',
          from: { json: { type: 'DOCUMENT' } },
          to: json,
          sql: 'SELECT * FROM COSObject[*].ids[*] s WHERE s.ids > 1',
        },
        '{"ids":2}\n{"ids":3}\n',
      ],
      ['gzip', { body: gzipped, from: { csv: {}, compressionType: 'GZIP' }, sql: 'SELECT * FROM COSObject' }, 'a,1\nb,2\n'],
      ['bzip2', { body: bzipped, from: { csv: {}, compressionType: 'BZIP2' }, sql: 'SELECT _2 FROM COSObject' }, '1\n2\n'],
      [
        'Parquet',
        { body: parquet, from: { parquet: {} }, to: json, sql: "SELECT * FROM COSObject s WHERE s.name = 'Ada'" },
        '{"name":"Ada","id":9007199254740993,"since":"2026-01-02T03:04:05Z"}\n',
      ],
      [
        'Parquet as CSV',
        { body: parquet, from: { parquet: {} }, sql: 'SELECT s.id, s.name FROM COSObject s' },
        '9007199254740993,Ada\n,Bob\n',
      ],
      [
        'aggregates',
        {
          body: people,
          from: used,
          to: json,
          sql: 'SELECT COUNT(*), SUM(age) AS s, AVG(CAST(age AS INT)), MIN(age), MAX(age) + 1 FROM COSObject',
        },
        '{"_1":3,"s":51,"_3":17,"_4":5,"_5":37}\n',
      ],
      [
        'aggregates of nothing',
        { body: people, from: used, to: json, sql: "SELECT COUNT(*) c, SUM(age) s FROM COSObject WHERE name = 'x'" },
        '{"c":0,"s":null}\n',
      ],
      [
        'aggregates of numbers that doubles do not hold, exactly',
        {
          body: '9007199254740993,0.1\n1,0.2\n-9223372036854775808,19.99\n,\n',
          sql: 'SELECT SUM(_1), MIN(_1), MAX(_1), SUM(_2), AVG(_2), MAX(_2), COUNT(_1) FROM COSObject',
        },
        '-9214364837600034814,-9223372036854775808,9007199254740993,20.29,6.763333333333333,19.99,4\n',
      ],
      [
        'aggregates of JSON numbers that doubles do not hold, exactly',
        {
          body: '{"n":9007199254740993}\n{"n":2}\n{"n":"3"}\n{"n":null}\n{}',
          from: lines,
          to: json,
          sql: 'SELECT SUM(s.n) AS s, MAX(s.n) AS m, AVG(s.n) AS a FROM COSObject s WHERE s.n IS NOT NULL',
        },
        '{"s":9007199254740998,"m":9007199254740993,"a":3002399751580332.5}\n',
      ],
      [
        'aggregates of numbers of every form',
        {
          body: '1e3\n2.5\n-1e-3\n4\n',
          to: json,
          sql: 'SELECT SUM(_1) AS s, MIN(_1) AS l, MAX(_1) AS m, AVG(_1) + 1 AS a FROM COSObject',
        },
        '{"s":1006.499,"l":-0.001,"m":1000,"a":252.62475}\n',
      ],
      ['an empty object', { body: '', sql: 'SELECT COUNT(*) FROM COSObject' }, '0\n'],
      ['AND, OR, NOT', { body: 'a,1\nb,2\nc,3\n', sql: "SELECT _1 FROM COSObject WHERE NOT (_1 = 'a' OR _2 = 2) AND _2 >= 0" }, 'c\n'],
      [
        'IN and BETWEEN',
        { body: 'a,1\nb,2\nc,3\n', sql: "SELECT _1 FROM COSObject WHERE _2 BETWEEN 2 AND 3 AND _1 NOT IN ('c', 'd')" },
        'b\n',
      ],
      ['LIKE with ESCAPE', { body: 'a%b\naxb\n', sql: "SELECT _1 FROM COSObject WHERE _1 LIKE 'a!%_' ESCAPE '!'" }, 'a%b\n'],
      ['IS NULL', { body: documents, from: lines, sql: 'SELECT s.id FROM COSObject s WHERE s.name IS NULL AND s.id IS NOT NULL' }, '2\n'],
      ['CASE', { body: '1\n2\n', sql: "SELECT CASE WHEN _1 > 1 THEN 'many' ELSE 'one' END FROM COSObject" }, 'one\nmany\n'],
      [
        'functions on texts',
        {
          body: ' Ada \n',
          sql: "SELECT UPPER(_1), TRIM(_1), CHAR_LENGTH(_1), SUBSTRING(_1 FROM 2 FOR 2), LOWER(TRIM(_1)) || '!' FROM COSObject",
        },
        ' ADA ,Ada,5,Ad,ada!\n',
      ],
      [
        'functions on times',
        {
          body: '2020-01-31T10:30:00Z\n',
          sql: "SELECT EXTRACT(YEAR FROM TO_TIMESTAMP(_1)), DATE_ADD(month, 1, CAST(_1 AS TIMESTAMP)), DATE_DIFF(day, TO_TIMESTAMP('2020-01-01'), TO_TIMESTAMP(_1)), TO_STRING(TO_TIMESTAMP(_1), 'MMMM d, y') FROM COSObject",
        },
        '2020,2020-02-29T10:30:00Z,30,"January 31, 2020"\n',
      ],
      [
        'functions on what is missing',
        { body: documents, from: lines, to: json, sql: "SELECT COALESCE(s.name, 'none') n, NULLIF(s.id, 2) i FROM COSObject s LIMIT 2" },
        '{"n":"Ada","i":1}\n{"n":"none","i":null}\n',
      ],
      [
        'large integers',
        { body: '9007199254740993\n', to: json, sql: 'SELECT CAST(_1 AS INT) + 0 AS n FROM COSObject' },
        '{"n":9007199254740993}\n',
      ],
      [
        'integers that doubles do not hold, as they are',
        {
          body: '{"id":9007199254740993,"in":[{"a":18446744073709551617}]}\n{"id":-123456789012345678901234567890,"in":12345678901234567.125}',
          from: lines,
          to: json,
          sql: 'SELECT * FROM COSObject',
        },
        '{"id":9007199254740993,"in":[{"a":18446744073709551617}]}\n{"id":-123456789012345678901234567890,"in":12345678901234567.125}\n',
      ],
      [
        'integers that doubles do not hold, told from their neighbours',
        {
          body: '{"id":9007199254740992,"x":9007199254740993}\n{"id":9007199254740993,"x":9007199254740993}\n{"id":9007199254740993.5}',
          from: lines,
          to: json,
          sql: 'SELECT s.id, CAST(s.id AS INT) + 0 AS n FROM COSObject s WHERE s.id = 9007199254740993 AND s.id IN (9007199254740993) AND s.id = s.x AND s.id > 9007199254740992',
        },
        '{"id":9007199254740993,"n":9007199254740993}\n',
      ],
      [
        'texts with quotes, semicolons and engine words',
        { body: "x'); DROP TABLE batch; --\n", sql: "SELECT _1 || '''; SELECT 1; --' FROM COSObject" },
        "x'); DROP TABLE batch; --'; SELECT 1; --\n",
      ],
      [
        'a NUL, and characters beyond ASCII',
        { body: 'ä\0🙂\n', to: json, sql: 'SELECT UPPER(_1) AS u, _1 FROM COSObject' },
        '{"u":"Ä\\u0000🙂","_1":"ä\\u0000🙂"}\n',
      ],
      [
        'members with names of the language',
        {
          body: '{"__proto__":{"a":1},"toString":"t"}',
          from: lines,
          to: json,
          sql: 'SELECT s."__proto__".a, s.toString, s.constructor FROM COSObject s',
        },
        '{"a":1,"toString":"t"}\n',
      ],
    ])('%s', async (_, asked, result) => {
      expect(await answer(asked)).toBe(result)
    })

    test.each<[what: string, code: string, asked: Asked]>([
      ['no SQL', 'SQLParsingError', { body: 'a', sql: 'hello' }],
      ['two statements', 'SQLParsingError', { body: 'a', sql: 'SELECT * FROM COSObject; DROP TABLE batch' }],
      ['a comment', 'SQLParsingError', { body: 'a', sql: 'SELECT * FROM COSObject -- x' }],
      ['another table', 'SQLParsingError', { body: 'a', sql: 'SELECT * FROM duckdb_settings()' }],
      ['a file as a table', 'SQLParsingError', { body: 'a', sql: "SELECT * FROM '/etc/passwd'" }],
      ['a function of the engine', 'SQLParsingError', { body: 'a', sql: "SELECT getenv('HOME') FROM COSObject" }],
      ['a function of files', 'SQLParsingError', { body: 'a', sql: "SELECT read_text('/etc/passwd') FROM COSObject" }],
      ['a query inside', 'SQLParsingError', { body: 'a', sql: 'SELECT (SELECT 1) FROM COSObject' }],
      ['a join', 'SQLParsingError', { body: 'a', sql: 'SELECT * FROM COSObject a, COSObject b' }],
      ['groups', 'SQLParsingError', { body: 'a', sql: 'SELECT _1 FROM COSObject GROUP BY _1' }],
      ['parentheses without end', 'SQLParsingError', { body: 'a', sql: `SELECT ${'('.repeat(50_000)}1 FROM COSObject` }],
      ['signs without end', 'SQLParsingError', { body: 'a', sql: `SELECT ${'1+'.repeat(50_000)}1 FROM COSObject` }],
      ['an unknown column', 'SQLParsingError', { body: people, from: used, sql: 'SELECT s.weight FROM COSObject s' }],
      ['a column beside an aggregate', 'SQLParsingError', { body: 'a', sql: 'SELECT COUNT(*), _1 FROM COSObject' }],
      ['an aggregate in a condition', 'SQLParsingError', { body: 'a', sql: 'SELECT * FROM COSObject WHERE COUNT(*) > 1' }],
      ['a part that times do not have', 'SQLParsingError', { body: 'a', sql: 'SELECT EXTRACT(EPOCH FROM UTCNOW()) FROM COSObject' }],
      ['an ambiguous name', 'AmbiguousFieldName', { body: 'Ab,aB\n1,2\n', from: used, sql: 'SELECT ab FROM COSObject' }],
      ['a text as a number', 'CastFailed', { body: 'a\n', sql: 'SELECT CAST(_1 AS INT) FROM COSObject' }],
      ['a text compared with a number', 'ComparisonFailed', { body: 'a\n', sql: 'SELECT * FROM COSObject WHERE _1 > 1' }],
      ['bytes that are no UTF-8', 'InvalidTextEncoding', { body: new Uint8Array([0x61, 0xff, 0x0a]), sql: 'SELECT * FROM COSObject' }],
      ['a line break in a field', 'CSVParsingError', { body: '"a\nb"\n', sql: 'SELECT * FROM COSObject' }],
      ['a field without end', 'LastRecordParseFail', { body: '"a', sql: 'SELECT * FROM COSObject' }],
      ['lines that are no JSON', 'JSONParsingError', { body: '{a}\n{}\n', from: lines, sql: 'SELECT * FROM COSObject' }],
      ['JSON that is cut', 'LastRecordParseFail', { body: '{"a":', from: lines, sql: 'SELECT * FROM COSObject' }],
      ['a record that is too long', 'OverMaxRecordSize', { body: 'a'.repeat(1_048_577), sql: 'SELECT * FROM COSObject' }],
      ['no gzip', 'GzipDecompressError', { body: 'a,b\n', from: { csv: {}, compressionType: 'GZIP' }, sql: 'SELECT * FROM COSObject' }],
      [
        'gzip that is cut',
        'GzipDecompressError',
        { body: gzipped.subarray(0, -4), from: { csv: {}, compressionType: 'GZIP' }, sql: 'SELECT * FROM COSObject' },
      ],
      ['no bzip2', 'Bzip2DecompressError', { body: 'a,b\n', from: { csv: {}, compressionType: 'BZIP2' }, sql: 'SELECT * FROM COSObject' }],
      [
        'a delimiter that is too long',
        'InvalidRequestParameter',
        { body: 'a', from: { csv: { fieldDelimiter: 'ab' } }, sql: 'SELECT * FROM COSObject' },
      ],
    ])('%s is refused: %s', async (_, code, asked) => {
      expect(await failureOf(asking(asked))).toMatchObject({ code, status: 400, operation: 'SelectObjectContent' })
    })
  })
}
