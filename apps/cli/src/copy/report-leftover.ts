import type { Context } from '../context.js'

/** Tells of parts that could not be removed after a failure. */
export function reportLeftover({ output }: Context, target: string, uploadId: string): void {
  output.error(`The parts of ${target} could not be removed (upload ${uploadId}); they cost storage.`, {
    code: 'Leftover',
    target,
    uploadId,
  })
}
