import { boolean, oneOf, optional, type Schema, string, struct } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { type Binding, closedXmlBody, queryWithDefault } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { SelectResult } from '../../operation/event-stream/select-result.js'
import { readKey } from '../shapes/read-key.js'
import { selectInput } from '../shapes/select-input.js'
import { selectOutput } from '../shapes/select-output.js'

const events: Binding<Schema<SelectResult>> = {
  kind: 'bound',
  at: 'payload',
  name: '',
  schema: { kind: 'bytes' },
  receive: (response) => new SelectResult(response),
}

const operation = defineOperation({
  name: 'SelectObjectContent',
  route: 'POST /{bucket}/{key}?select',
  input: closedXmlBody('SelectRequest', {
    ...readKey,
    /** SQL over the table `COSObject`: `SELECT s._1 FROM COSObject s WHERE s._2 > 10 LIMIT 5`. */
    expression: string,
    /** The language of the expression, of which there is one. */
    expressionType: oneOf('SQL'),
    /** What the object holds: exactly one format. */
    inputSerialization: selectInput,
    /** How records are written: exactly one format. */
    outputSerialization: selectOutput,
    requestProgress: optional(
      struct({
        /** Whether `Progress` events come. Default false. */
        enabled: optional(boolean),
      }),
    ),
    /** @internal the only one there is */
    selectType: optional(queryWithDefault('select-type', oneOf('2'), '2')),
  }),
  output: {
    /** The result, event by event. Read it, or call `cancel`: until then it holds a connection. */
    events,
  },
  digest: contentMd5,
  isIdempotent: true,
  errors: documented(['SQLParsingError', 'InvalidObjectState', 'InvalidCompressionFormat', 'InvalidRequestParameter', 'NoSuchKey', 'Busy']),
})
export interface SelectObjectContentInput extends InputOf<typeof operation> {}
export interface SelectObjectContentOutput extends OutputOf<typeof operation> {}
/** Queries one object by SQL and reads only the result (SELECT Object Content). Archived objects must be restored first. */
export class SelectObjectContentCommand extends command(operation)<SelectObjectContentInput, SelectObjectContentOutput> {}
