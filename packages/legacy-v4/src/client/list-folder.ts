import type { SendOptions } from '@cos/core'
import { type ListedFile, type ListedFolder, ListFolderCommand, type ListFolderInput } from '../operations/list-folder.js'
import type { V4Client } from './v4-client.js'

/**
 * Goes through all entries of a folder, page by page, one page in memory. Leaving the loop early sends nothing more.
 * `context` of the input starts in the middle.
 */
export async function* listFolder(
  client: V4Client,
  input: ListFolderInput,
  options: SendOptions = {},
): AsyncGenerator<ListedFile | ListedFolder, void, undefined> {
  let context = input.context
  for (;;) {
    const page = await client.send(new ListFolderCommand({ ...input, context }), options)
    yield* page.entries
    // A service that repeats itself would never come to an end.
    if (page.isLast || page.context === context) return
    context = page.context
  }
}
