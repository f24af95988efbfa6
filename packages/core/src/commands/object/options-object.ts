import { integer, optional } from '@cos/xml'
import { documented } from '#documented'
import { namedHeader } from '../../operation/bindings.js'
import { command } from '../../operation/command.js'
import { defineOperation, type InputOf, type OutputOf } from '../../operation/define-operation.js'

const operation = defineOperation({
  name: 'OptionsObject',
  route: 'OPTIONS /{bucket}/{key}',
  input: {
    /** Origin of the page: `https://www.example.com`. */
    origin: namedHeader(),
    /** Method the page is about to use. */
    accessControlRequestMethod: namedHeader(),
    /** Names of the headers the page is about to send, with commas between. */
    accessControlRequestHeaders: optional(namedHeader()),
  },
  output: {
    /** The origin, or `*`. */
    accessControlAllowOrigin: optional(namedHeader()),
    accessControlAllowMethods: optional(namedHeader()),
    accessControlAllowHeaders: optional(namedHeader()),
    accessControlExposeHeaders: optional(namedHeader()),
    /** How long a browser may remember this, in seconds. */
    accessControlMaxAge: optional(namedHeader(integer)),
  },
  isIdempotent: true,
  isUnsigned: true,
  errors: documented(['AccessForbidden', 'InvalidArgument']),
})
export interface OptionsObjectInput extends InputOf<typeof operation> {}
export interface OptionsObjectOutput extends OutputOf<typeof operation> {}
/** Asks what a page of some origin may do (OPTIONS Object): what browsers ask by themselves before a request. Not for pages, which may not set `Origin`. */
export class OptionsObjectCommand extends command(operation)<OptionsObjectInput, OptionsObjectOutput> {}
