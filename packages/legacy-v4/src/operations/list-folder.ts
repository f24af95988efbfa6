import { InputError } from '@cos/core'
import { checkFilePath, checkFolderPath } from '../check-path.js'
import { wholeNumber } from './members.js'
import { textOf, timeOf, type V4Data } from './read-data.js'
import { readFileState, type V4FileState } from './stat-file.js'
import { type V4Address, v4Command } from './v4-operation.js'

/** A file in a listing. */
export interface ListedFile extends V4FileState {
  readonly type: 'file'
  /** Last component of the path. */
  readonly name: string
}

/** A folder in a listing. */
export interface ListedFolder {
  readonly type: 'folder'
  /** Last component of the path, with its slash. */
  readonly name: string
  readonly bizAttr: string
  readonly createdAt: Date | undefined
  readonly modifiedAt: Date | undefined
}

/** Input of {@link ListFolderCommand}. */
export interface ListFolderInput extends V4Address {
  /** Only members whose name begins with this. Default: all. */
  readonly prefix?: string | undefined
  /** Members in a page, 1 to 199. Default 199. */
  readonly num?: number | undefined
  /** Where the page starts: `context` of the page before. Default: the first page. */
  readonly context?: string | undefined
  /** [?] Text at which deeper paths are rolled up. Default: that of the service, a slash. */
  readonly delimiter?: string | undefined
  /** Only files, only folders, or both. Default: both. */
  readonly pattern?: 'eListBoth' | 'eListDirOnly' | 'eListFileOnly' | undefined
}

/** Output of {@link ListFolderCommand}. */
export interface ListFolderOutput {
  readonly entries: readonly (ListedFile | ListedFolder)[]
  /** Hand it to the next call. */
  readonly context: string
  /** True when this was the last page. */
  readonly isLast: boolean
}

/** Lists one page of a folder (`op=list`); `listFolder` gives all of them. */
export class ListFolderCommand extends v4Command<ListFolderInput, ListFolderOutput>({
  name: 'ListFolder',
  write({ path, prefix = '', num = 199, context = '', delimiter, pattern }) {
    const folder = checkFolderPath(path)
    if (prefix.includes('/')) throw new InputError('is the beginning of a name and holds no slash', { member: 'prefix' })
    const query: Record<string, string> = { op: 'list', num: wholeNumber(num, 'num', { least: 1, most: 199 }), context }
    if (delimiter !== undefined) query['delimiter'] = delimiter
    if (pattern !== undefined) query['pattern'] = pattern
    // The prefix is part of the path, and of what is signed.
    const listed = prefix === '' ? folder : checkFilePath(folder + prefix)
    return { path: listed, method: 'GET', query, signature: 'more', isIdempotent: true }
  },
  read(data) {
    const infos = Array.isArray(data['infos']) ? (data['infos'] as readonly V4Data[]) : []
    return { entries: infos.map(readEntry), context: textOf(data['context']) ?? '', isLast: data['listover'] !== false }
  },
}) {}

function readEntry(info: V4Data): ListedFile | ListedFolder {
  const name = textOf(info['name']) ?? ''
  if (info['sha'] !== undefined || !name.endsWith('/')) return { type: 'file', name, ...readFileState(info) }
  return {
    type: 'folder',
    name,
    bizAttr: textOf(info['biz_attr']) ?? '',
    createdAt: timeOf(info['ctime']),
    modifiedAt: timeOf(info['mtime']),
  }
}
