import { backoff, CosClient, HeadBucketCommand, ListObjectsCommand, type RetryPolicy } from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env

// A policy is a function from one failure to the wait before the next attempt, or to undefined to stop.
const patient = backoff({ attempts: 6, baseDelayMs: 100 })
const noted: RetryPolicy = (failure) => {
  console.log(`${failure.operation}, attempt ${failure.attempt} failed`)
  return patient(failure)
}

const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint, retry: noted, deadlineMs: 10_000 })
await client.send(new HeadBucketCommand({ bucket: 'guide-1250000000' }))

// An abort ends whatever is being waited for, and surfaces as the signal's own reason.
const signal = AbortSignal.abort(new Error('The user left the page.'))
await client.send(new ListObjectsCommand({ bucket: 'guide-1250000000' }), { signal }).catch((error: Error) => console.log(error.message))
