import { boolean, optional } from '@cos/xml'
import { cosHeader, header, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'DeleteObject',
  route: 'DELETE /{bucket}/{key}',
  input: {
    /** Removes this version for good. Default: the object, or, with versioning, a delete marker is put on top. */
    versionId: optional(query('versionId')),
  },
  output: {
    versionId: optional(cosHeader()),
    /** True when a delete marker was made or removed. */
    isDeleteMarker: optional(header('x-cos-delete-marker', boolean)),
  },
  status: 204,
})
export interface DeleteObjectInput extends InputOf<typeof operation> {}
export interface DeleteObjectOutput extends OutputOf<typeof operation> {}
/** Deletes an object (DELETE Object). Succeeds as well when there is none. */
export class DeleteObjectCommand extends command(operation)<DeleteObjectInput, DeleteObjectOutput> {}
