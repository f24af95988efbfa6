import { boolean, element, list, oneOfOrOther, optional, string, struct } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { refuse } from '../../errors/input-error.js'
import { closedXml, closedXmlBody } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { objectKey } from '../shapes/object-key.js'

const operation = defineOperation({
  name: 'DeleteMultipleObjects',
  route: 'POST /{bucket}?delete',
  input: closedXmlBody('Delete', {
    /** True leaves out of the answer what was deleted. Default false. */
    quiet: optional(boolean),
    /** 1 to 1000 objects. `deleteObjects` takes any number. */
    objects: element(
      'Object',
      list(
        struct({
          key: objectKey,
          /** Removes this version for good. Default: the object, or, with versioning, a delete marker is put on top. */
          versionId: optional(string),
        }),
      ),
    ),
  }),
  output: closedXml('DeleteResult', {
    /** What was deleted; nothing in quiet mode. What was not there counts as deleted. */
    deleted: list(
      struct({
        key: string,
        versionId: optional(string),
        /** True when a delete marker was made or removed. */
        deleteMarker: optional(boolean),
        deleteMarkerVersionId: optional(string),
      }),
    ),
    /** What could not be deleted. The call itself succeeds: look here. */
    errors: element(
      'Error',
      list(
        struct({
          key: string,
          versionId: optional(string),
          /** Why, for this key alone. Any other text is possible too. */
          code: oneOfOrOther('AccessDenied', 'InternalError', 'InvalidArgument', 'NoSuchVersion', 'ObjectLocked', 'PathConflict'),
          message: optional(string),
        }),
      ),
    ),
  }),
  check: ({ objects }) => {
    if (Array.isArray(objects) && (objects.length < 1 || objects.length > 1000)) refuse('objects', 'must be 1 to 1000 objects')
  },
  digest: contentMd5,
  isIdempotent: true,
  errors: documented(['MalformedXML', 'BadDigest']),
})
export interface DeleteMultipleObjectsInput extends InputOf<typeof operation> {}
export interface DeleteMultipleObjectsOutput extends OutputOf<typeof operation> {}
/** Deletes up to 1000 objects in one request (DELETE Multiple Objects). Failures of single keys are in `errors`. */
export class DeleteMultipleObjectsCommand extends command(operation)<DeleteMultipleObjectsInput, DeleteMultipleObjectsOutput> {}
