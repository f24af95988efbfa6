import { documented } from '#documented'
import { codeOfStatus } from '../../operation/code-of-status.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { readObjectInput, readObjectOutput } from '../shapes/read-object.js'

const operation = defineOperation({
  name: 'HeadObject',
  route: 'HEAD /{bucket}/{key}',
  input: readObjectInput,
  output: readObjectOutput,
  codeOf: codeOfStatus('NoSuchKey'),
  errors: documented(['NoSuchKey', 'NotModified', 'PreconditionFailed']),
})
export interface HeadObjectInput extends InputOf<typeof operation> {}
export interface HeadObjectOutput extends OutputOf<typeof operation> {}
/** Reads what is known of an object, without its bytes (HEAD Object). */
export class HeadObjectCommand extends command(operation)<HeadObjectInput, HeadObjectOutput> {}
