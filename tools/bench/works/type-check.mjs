import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import os from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { atMost } from '../harness/bar.mjs'
import { median } from '../harness/rounds.mjs'
import { runNode } from '../harness/run-case.mjs'
import { figure } from '../harness/table.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const compiler = createRequire(new URL('../../build/package.json', import.meta.url)).resolve('typescript/bin/tsc')

/** What checking every operation of `@cos/core` takes, from its sources and from the types a user gets, beside a project with nothing in it. */
export async function typeCheck({ isQuick, log }) {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'cos-type-check-'))
  try {
    const everything = await project(folder, 'everything', path.join(root, 'packages/core/src/index.ts'))
    const published = await project(folder, 'published', path.join(root, 'packages/core/dist/index.d.ts'), { customConditions: [] })
    const nothing = await project(folder, 'nothing', await emptyFile(folder))
    const times = { everything: [], published: [], nothing: [] }
    const rounds = isQuick ? 3 : 5
    for (let round = 0; round < rounds; round++) {
      log(`type check, round ${round + 1} of ${rounds}`)
      times.nothing.push(await seconds(nothing))
      times.published.push(await seconds(published))
      times.everything.push(await seconds(everything))
    }
    const [empty, types, all] = [median(times.nothing), median(times.published), median(times.everything)]
    return {
      title: 'Type check',
      about: "Wall time of the compiler. Both projects have the types of Node and the repository's own settings.",
      columns: ['project', 'wall s', 'over an empty one'],
      rows: [
        ['empty', figure(empty), figure(0)],
        ['all operations of @cos/core, as published', figure(types), figure(types - empty)],
        ['all operations of @cos/core, from their sources', figure(all), figure(all - empty)],
      ],
      bars: [
        atMost('type check of all operations as published, over an empty project', types - empty, 4, ' s'),
        atMost('type check of all operations from their sources, over an empty project', all - empty, 4, ' s'),
      ],
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

async function emptyFile(folder) {
  const file = path.join(folder, 'nothing.ts')
  await writeFile(file, 'export {}\n')
  return file
}

async function project(folder, name, file, further = {}) {
  const config = {
    extends: path.join(root, 'tsconfig.base.json'),
    compilerOptions: { types: [path.join(root, 'node_modules/@types/node')], noEmit: true, incremental: false, ...further },
    files: [file],
  }
  const written = path.join(folder, `${name}.json`)
  await writeFile(written, JSON.stringify(config))
  return written
}

async function seconds(tsconfig) {
  const startedAt = performance.now()
  await runNode([compiler, '-p', tsconfig])
  return (performance.now() - startedAt) / 1000
}
