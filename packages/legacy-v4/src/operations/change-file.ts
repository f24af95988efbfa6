import { InputError } from '@cos/core'
import { checkFilePath } from '../check-path.js'
import { jsonCall } from './json-call.js'
import { type V4Address, type V4Call, v4Command } from './v4-operation.js'

/** Input of {@link MoveFileCommand} and {@link CopyFileCommand}. */
export interface MoveFileInput extends V4Address {
  /** Path in the same bucket, with its leading slash; a bare name renames in place [?]. */
  readonly destination: string
  /** True replaces what is at the destination. Default false: refused with -177. */
  readonly overwrite?: boolean | undefined
}

/** Moves or renames a file within its bucket (`op=move`). Its attributes stay. */
export class MoveFileCommand extends v4Command<MoveFileInput, undefined>({
  name: 'MoveFile',
  write: (input) => transfer('move', input),
  read: () => undefined,
}) {}

/** Copies a file within its bucket (`op=copy`). */
export class CopyFileCommand extends v4Command<MoveFileInput, undefined>({
  name: 'CopyFile',
  write: (input) => transfer('copy', input),
  read: () => undefined,
}) {}

/** Deletes a file (`op=delete`). Throws -197 when there is none. */
export class DeleteFileCommand extends v4Command<V4Address, undefined>({
  name: 'DeleteFile',
  write: ({ path }) => jsonCall(checkFilePath(path), { op: 'delete' }, { signature: 'once', isIdempotent: false }),
  read: () => undefined,
}) {}

function transfer(op: 'move' | 'copy', { path, destination, overwrite = false }: MoveFileInput): V4Call {
  return {
    path: checkFilePath(path),
    method: 'POST',
    query: { op, dest_fileid: destinationOf(destination), to_over_write: overwrite ? '1' : '0' },
    signature: 'once',
    isIdempotent: false,
  }
}

function destinationOf(destination: string): string {
  if (typeof destination !== 'string' || destination.trim() === '') throw new InputError('is missing', { member: 'destination' })
  try {
    const path = checkFilePath(destination.startsWith('/') ? destination : `/${destination}`)
    return destination.startsWith('/') ? path : path.slice(1)
  } catch (error) {
    const { message } = error as Error
    throw new InputError(message.replace(/^path: /, ''), { member: 'destination', cause: error })
  }
}
