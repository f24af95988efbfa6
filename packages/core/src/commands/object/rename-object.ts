import { documented } from '#documented'
import { cosHeader } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { pathInHeader } from '../shapes/path-in-header.js'

const operation = defineOperation({
  name: 'RenameObject',
  route: 'PUT /{bucket}/{key}?rename',
  input: {
    /** Key it has now, or, ending in `/`, the folder it is now. */
    renameSource: cosHeader(pathInHeader),
  },
  output: {},
  // After a lost answer the source is gone, and a repetition would say so.
  isIdempotent: false,
  errors: documented(['NoSuchKey']),
})
export interface RenameObjectInput extends InputOf<typeof operation> {}
export interface RenameObjectOutput extends OutputOf<typeof operation> {}
/** Gives an object or a folder another key (Rename), without moving bytes; in metadata-accelerated buckets only. */
export class RenameObjectCommand extends command(operation)<RenameObjectInput, RenameObjectOutput> {}
