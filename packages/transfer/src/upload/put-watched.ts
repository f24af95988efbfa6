import {
  type BodyChecksum,
  type Command,
  isCosError,
  PutObjectCommand,
  type PutObjectInput,
  type PutObjectOutput,
  type RunningChecksum,
  type SendOptions,
  sentCrc64,
} from '@cos/core'
import { type BadObject, type RemoveRun, removeBadObject } from './remove-bad-object.js'

/** What is known of an object that was written. */
export type WrittenOutput = Pick<PutObjectOutput, 'etag' | 'crc64' | 'versionId'>

/** PutObject, and what is known of the object it has stored. */
interface Watched {
  readonly operation: typeof PutObjectCommand.operation
  /** What the last answer told of, when that is wrong. */
  bad: BadObject | undefined
}

/** Used again, because the client works out once for each declaration how it is sent. */
const free: Watched[] = []

/**
 * Writes an object in one request. What was stored and is known to be wrong does not stay, whatever ended the call: a
 * repetition that was given up, or one that was damaged as well.
 */
export async function putWatched(run: RemoveRun, input: PutObjectInput, options: SendOptions): Promise<WrittenOutput> {
  const watched = free.pop() ?? watch()
  const command: Command<unknown, PutObjectOutput> = { operation: watched.operation, input }
  try {
    return await run.client.send(command, options)
  } catch (error) {
    const { bad } = watched
    if (!bad) throw error
    const isLast = isMismatch(error)
    await removeBadObject(run, bad).catch((mismatch: unknown) => {
      throw isLast ? mismatch : error
    })
    // The object is right after all: the answer was damaged.
    if (!isLast) throw error
    return { ...bad.written, crc64: bad.crc64 }
  } finally {
    watched.bad = undefined
    free.push(watched)
  }
}

/** In pages the bare command checks nothing, to stay small; here every byte is checked everywhere. */
function watch(): Watched {
  const { header } = sentCrc64
  let running: RunningChecksum
  const checksum: BodyChecksum = {
    header,
    start() {
      running = sentCrc64.start()
      return running
    },
    verify(request, next) {
      let headers: Readonly<Record<string, string>> = {}
      const noted: typeof next = async (attempt) => {
        const answer = await next(attempt)
        headers = answer.headers
        return answer
      }
      return sentCrc64.verify(request, noted).then(
        (answer) => {
          watched.bad = undefined
          return answer
        },
        (error: unknown) => {
          const { etag, [header]: crc64, 'x-cos-version-id': versionId } = headers
          if (isMismatch(error) && etag)
            watched.bad = { operation: 'PutObject', written: { etag, crc64, versionId }, crc64: running.text() }
          throw error
        },
      )
    },
  }
  const watched: Watched = { operation: { ...PutObjectCommand.operation, checksum }, bad: undefined }
  return watched
}

function isMismatch(error: unknown): boolean {
  return isCosError(error) && error.code === 'ChecksumMismatch'
}
