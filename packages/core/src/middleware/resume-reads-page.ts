import type { ResumeRead } from '../operation/define-operation.js'

/** As the client was told to, which is not at all by default: going on with one answer costs a page nearly a kilobyte. */
export const resumeReads: ResumeRead = (request, next, options) => options.resumeReads?.(request, next, options) ?? next(request)
