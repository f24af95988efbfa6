import { checkSubfolderPath } from '../check-path.js'
import { jsonCall } from './json-call.js'
import { checkBizAttr, requiredText } from './members.js'
import { textOf, timeOf } from './read-data.js'
import { type V4Address, v4Command } from './v4-operation.js'

/** Input of {@link CreateFolderCommand}. */
export interface CreateFolderInput extends V4Address {
  /** A remark. Default: none. */
  readonly bizAttr?: string | undefined
}

/** Output of {@link CreateFolderCommand}. */
export interface CreateFolderOutput {
  readonly createdAt: Date | undefined
  /** `/<appid>/<bucket>/<path>`. */
  readonly resourcePath: string | undefined
}

/** Makes a folder (`op=create`). Throws -178 when it is there. */
export class CreateFolderCommand extends v4Command<CreateFolderInput, CreateFolderOutput>({
  name: 'CreateFolder',
  write: ({ path, bizAttr = '' }) =>
    jsonCall(checkSubfolderPath(path), { op: 'create', biz_attr: checkBizAttr(bizAttr) }, { signature: 'more', isIdempotent: false }),
  read: (data) => ({ createdAt: timeOf(data['ctime']), resourcePath: textOf(data['resource_path']) }),
}) {}

/** Output of {@link StatFolderCommand}. */
export interface StatFolderOutput {
  readonly bizAttr: string
  readonly createdAt: Date | undefined
  readonly modifiedAt: Date | undefined
}

/** Tells what the service knows of a folder (`op=stat`). Throws -197 when there is none. */
export class StatFolderCommand extends v4Command<V4Address, StatFolderOutput>({
  name: 'StatFolder',
  write: ({ path }) => ({ path: checkSubfolderPath(path), method: 'GET', query: { op: 'stat' }, signature: 'more', isIdempotent: true }),
  read: (data) => ({ bizAttr: textOf(data['biz_attr']) ?? '', createdAt: timeOf(data['ctime']), modifiedAt: timeOf(data['mtime']) }),
}) {}

/** Input of {@link UpdateFolderCommand}. */
export interface UpdateFolderInput extends V4Address {
  /** A remark: all a folder has. */
  readonly bizAttr: string
}

/** Changes the remark of a folder (`op=update`). */
export class UpdateFolderCommand extends v4Command<UpdateFolderInput, undefined>({
  name: 'UpdateFolder',
  write: ({ path, bizAttr }) =>
    jsonCall(
      checkSubfolderPath(path),
      { op: 'update', biz_attr: bizAttr === '' ? bizAttr : requiredText(bizAttr, 'bizAttr') },
      { signature: 'once', isIdempotent: true },
    ),
  read: () => undefined,
}) {}

/** Deletes an empty folder (`op=delete`). */
export class DeleteFolderCommand extends v4Command<V4Address, undefined>({
  name: 'DeleteFolder',
  write: ({ path }) => jsonCall(checkSubfolderPath(path), { op: 'delete' }, { signature: 'once', isIdempotent: false }),
  read: () => undefined,
}) {}
