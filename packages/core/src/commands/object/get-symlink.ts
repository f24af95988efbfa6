import { optional } from '@cos/xml'
import { documented } from '#documented'
import { cosHeader, namedHeader, query } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { pathInHeader } from '../shapes/path-in-header.js'

const operation = defineOperation({
  name: 'GetSymlink',
  route: 'GET /{bucket}/{key}?symlink',
  input: {
    /** One version. Default: the latest. */
    versionId: optional(query('versionId')),
  },
  output: {
    /** Key the link stands for. */
    symlinkTarget: cosHeader(pathInHeader),
    /** Quoted; of the link itself. */
    etag: optional(namedHeader()),
    versionId: optional(cosHeader()),
  },
  errors: documented(['NoSuchKey', 'NoSuchVersion']),
})
export interface GetSymlinkInput extends InputOf<typeof operation> {}
export interface GetSymlinkOutput extends OutputOf<typeof operation> {}
/** Tells what a symlink stands for (GET Symlink). */
export class GetSymlinkCommand extends command(operation)<GetSymlinkInput, GetSymlinkOutput> {}
