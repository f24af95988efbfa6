// Writes the version of @cos/core into the name this SDK gives itself; a release runs it after the versions were raised.
import { readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { root } from './root.mjs'

const core = path.join(root, 'packages', 'core')
const { version } = JSON.parse(await readFile(path.join(core, 'package.json'), 'utf8'))
const file = path.join(core, 'src', 'version.ts')
const text = await readFile(file, 'utf8')
await writeFile(file, text.replace(/cos-typescript-sdk\/[\w.+-]+/, `cos-typescript-sdk/${version}`))
