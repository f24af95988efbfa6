import { type ListedFile, type ListedFolder, listFolder, type V4Client } from '@cos/legacy-v4'

/** Something in a V4 bucket, with its whole path. */
export type V4Entry = (ListedFile | ListedFolder) & { readonly path: string }

/** Walks a folder and all folders in it, holding one page of each folder on the way. */
export async function* walkV4(v4: V4Client, folder: string, signal: AbortSignal): AsyncGenerator<V4Entry> {
  for await (const entry of listFolder(v4, { path: folder }, { signal })) {
    const path = folder + entry.name
    yield { ...entry, path }
    if (entry.type === 'folder') yield* walkV4(v4, path, signal)
  }
}
