import { expect, test } from 'vitest'
import * as xml from './index.js'

test('the public names', () => {
  expect(Object.keys(xml).sort()).toMatchInlineSnapshot(`
    [
      "XmlError",
      "atMostOne",
      "attribute",
      "boolean",
      "choice",
      "element",
      "exactlyOne",
      "formatScalar",
      "httpDate",
      "integer",
      "integerBetween",
      "list",
      "oneOf",
      "oneOfOrOther",
      "optional",
      "parseScalar",
      "readClosedXml",
      "readTexts",
      "readXml",
      "refuseRepeated",
      "refuseUnknown",
      "rootNameOf",
      "string",
      "struct",
      "text",
      "timestamp",
      "timestampSeconds",
      "unixSeconds",
      "unknownElements",
      "urlEncodable",
      "writeElement",
      "writeOpenElement",
      "writeXml",
    ]
  `)
})
