import { element, integerBetween, oneOf, optional, struct } from '@cos/xml'
import { documented } from '#documented'
import { contentMd5 } from '../../checksum/content-md5.js'
import { closedXmlBody, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'RestoreObject',
  route: 'POST /{bucket}/{key}?restore',
  input: closedXmlBody('RestoreRequest', {
    /**
     * How long the restored copy can be read, from when it is there. Required, but for objects in an archive tier of
     * `INTELLIGENT_TIERING`: those leave it for good.
     */
    days: optional(integerBetween(1, 2 ** 31 - 1)),
    /** How fast. Default: `Standard`. */
    casJobParameters: optional(
      element(
        'CASJobParameters',
        struct({
          /** From `ARCHIVE`: `Expedited` minutes, `Standard` 3–5 hours, `Bulk` 5–12. From `DEEP_ARCHIVE`: 12–24 and 24–48 hours, no `Expedited`. */
          tier: oneOf('Standard', 'Expedited', 'Bulk'),
        }),
      ),
    ),
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  }),
  output: {},
  status: 202,
  digest: contentMd5,
  errors: documented(['RestoreAlreadyInProgress', 'RestoreNonArchiveObject', 'InvalidArgument', 'NoSuchKey', 'NoSuchVersion']),
})
export interface RestoreObjectInput extends InputOf<typeof operation> {}
export interface RestoreObjectOutput extends OutputOf<typeof operation> {}
/**
 * Asks for an archived object to be made readable for some days (POST Object restore); `waitUntilRestored` waits for it.
 * Repeated once it is readable, it moves the end.
 */
export class RestoreObjectCommand extends command(operation)<RestoreObjectInput, RestoreObjectOutput> {}
