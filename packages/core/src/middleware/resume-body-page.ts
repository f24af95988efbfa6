import type { ResumeRead } from '../operation/define-operation.js'

/** Nothing: a page reads what is large by parts, with `download`, and going on with one answer would cost it nearly a kilobyte. */
export const resumeBody: ResumeRead | undefined = undefined
