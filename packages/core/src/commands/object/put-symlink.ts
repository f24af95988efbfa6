import { optional } from '@cos/xml'
import { cosHeader, namedHeader } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'
import { cannedObjectAcl } from '../shapes/canned-object-acl.js'
import { userMetadata } from '../shapes/object-headers.js'
import { pathInHeader } from '../shapes/path-in-header.js'

const operation = defineOperation({
  name: 'PutSymlink',
  route: 'PUT /{bucket}/{key}?symlink',
  input: {
    /** Key in the same bucket that reads of this one give. It need not be there yet. */
    symlinkTarget: cosHeader(pathInHeader),
    /** Who may read it. Default `default`: the bucket's rules. */
    acl: optional(cosHeader(cannedObjectAcl)),
    ...userMetadata,
  },
  output: {
    /** Quoted. The MD5 of the target's key. */
    etag: optional(namedHeader()),
    versionId: optional(cosHeader()),
  },
})
export interface PutSymlinkInput extends InputOf<typeof operation> {}
export interface PutSymlinkOutput extends OutputOf<typeof operation> {}
/** Makes an object that stands for another of its bucket (PUT Symlink): GetObject and HeadObject give that one. */
export class PutSymlinkCommand extends command(operation)<PutSymlinkInput, PutSymlinkOutput> {}
