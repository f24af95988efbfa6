// What clients and servers of another protocol need to behave as those of the XML API do.
export { RunningSha1 } from './checksum/running-sha1.js'
export { fullBudget, type RetryBudget, type RetryOptions, retry } from './middleware/retry.js'
export { type TimeLimit, timeLimit } from './transport/time-limit.js'
