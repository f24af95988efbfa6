import { refuse } from '../errors/input-error.js'
import type { OpenedFile } from './opened-file.js'

/** Refuses: only Node has files with paths. */
export async function openFile(_path: string | URL): Promise<OpenedFile> {
  return refuse('path', 'is of a file, which only Node can open; give PutObjectCommand a Blob or File as body')
}
