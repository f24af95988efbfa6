import { join } from 'node:path'
import { digestFile } from './digest-file.js'
import { DiskFolderWriter } from './disk-folder-writer.js'
import type { Folders } from './folders.js'
import { ignoresCase } from './ignores-case.js'
import { jsonLineFile, linesOf } from './json-line-file.js'
import { foundReader } from './read-found.js'
import { walkFolder } from './walk-folder.js'

const nodeFolders: Folders = {
  isWindows: process.platform === 'win32',
  walk: walkFolder,
  writer: (root) => new DiskFolderWriter(root),
  ignoresCase,
  pathOf: (root, name) => join(root, ...name.split('/')),
  reader: foundReader,
  digest: digestFile,
  lineFile: jsonLineFile,
  lines: linesOf,
}

/** The folders of this machine. */
export function openFolders(): Folders {
  return nodeFolders
}
