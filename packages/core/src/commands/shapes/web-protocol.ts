import { oneOf } from '@cos/xml'

/** A protocol of web addresses. */
export const webProtocol = oneOf('https', 'http')
