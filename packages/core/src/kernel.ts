// What a client of another protocol needs to behave as `CosClient` does: repetition of attempts, their budget, limits of time.
export { RetryBudget, type RetryOptions, retry } from './middleware/retry.js'
export { type TimeLimit, timeLimit } from './transport/time-limit.js'
