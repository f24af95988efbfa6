import { randomBytes } from 'node:crypto'

/** Makes ids of requests and traces: base64 text of the time and of numbers, as COS writes them. */
export function createRequestIds(now: () => number): () => string {
  const server = randomBytes(4).toString('hex')
  let count = 0
  return () => {
    count = (count + 1) >>> 0
    return Buffer.from(`${Math.floor(now() / 1000).toString(16)}_${server}_${process.pid.toString(16)}_${count.toString(16)}`).toString(
      'base64',
    )
  }
}
