import { oneOf } from '@cos/xml'

/** Whether a list names the pages that are refused, or those that are served. */
export const refererType = oneOf('Black-List', 'White-List')
