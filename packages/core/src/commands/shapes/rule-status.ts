import { oneOf } from '@cos/xml'

/** Whether a rule acts. */
export const ruleStatus = oneOf('Enabled', 'Disabled')
