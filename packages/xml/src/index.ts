export { readTexts } from '#read-texts'
export { rootNameOf } from './document-start.js'
export { type ReadXmlOptions, readClosedXml, readXml } from './read-xml.js'
export { refuseRepeated } from './refuse-repeated.js'
export { type RefuseUnknown, refuseUnknown } from './refuse-unknown.js'
export { formatScalar, parseScalar } from './scalar.js'
export type {
  BooleanSchema,
  BoundSchema,
  ChoiceOptions,
  ChoiceSchema,
  ExclusiveSchema,
  IntegerSchema,
  ListSchema,
  Members,
  NoneOfMembers,
  OneOfMembers,
  OneOfSchema,
  OptionalSchema,
  ScalarSchema,
  Schema,
  StringSchema,
  StructSchema,
  TimestampFormat,
  TimestampSchema,
  TypeOf,
  ValueOf,
} from './schema.js'
export {
  atMostOne,
  attribute,
  boolean,
  choice,
  element,
  exactlyOne,
  httpDate,
  integer,
  integerBetween,
  list,
  oneOf,
  oneOfOrOther,
  optional,
  string,
  struct,
  text,
  timestamp,
  timestampSeconds,
  unixSeconds,
  urlEncodable,
} from './schema.js'
export { type ElementsSchema, unknownElements, type XmlElement } from './unknown-elements.js'
export { type WriteXmlOptions, writeElement, writeOpenElement, writeXml } from './write-xml.js'
export { XmlError, type XmlErrorCode, type XmlErrorOptions } from './xml-error.js'
