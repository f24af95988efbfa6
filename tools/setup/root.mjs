import path from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder this repository was cloned into. */
export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
