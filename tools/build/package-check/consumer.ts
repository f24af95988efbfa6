import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { run } from './run.js'
import type { Tarball } from './tarballs.js'

const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')

/** What a stranger does with each package; a package that is not named here is imported and no more. */
const programs: Readonly<Record<string, string>> = {
  '@cos/signer': `import { sign } from '@cos/signer'
const text: string = sign({ method: 'GET', path: '/', query: {}, headers: { host: 'a-1.cos.ap-guangzhou.myqcloud.com' } }, { secretId: 'id', secretKey: 'key' }, { startsAt: 1, expiresInSeconds: 60 })
if (!text.startsWith('q-sign-algorithm=sha1')) throw new Error(text)
`,
  '@cos/xml': `import { readXml, string, struct } from '@cos/xml'
const value: { name: string } = await readXml('A', struct({ name: string }), '<A><Name>x</Name></A>')
if (value.name !== 'x') throw new Error(value.name)
`,
  '@cos/core': `import { CosClient, command, defineOperation, isServiceError, ListObjectsCommand, type ListObjectsOutput, HeadObjectCommand, type InputOf, type OutputOf, type Transport, xml } from '@cos/core'
import { integer, XmlError } from '@cos/xml'
const clientOf = (status: number, answer: string) => {
  const transport: Transport = async () => ({ status, headers: {}, body: { bytes: async () => new TextEncoder().encode(answer), cancel: async () => {}, async *[Symbol.asyncIterator]() {} } })
  return new CosClient({ region: 'ap-guangzhou', credentials: { secretId: 'id', secretKey: 'key' }, transport })
}
const client = clientOf(404, '')
const error: unknown = await client.send(new HeadObjectCommand({ bucket: 'a-1', key: 'k' })).catch((caught: unknown) => caught)
if (!isServiceError(error, 'NoSuchKey')) throw error
const listed: () => Promise<ListObjectsOutput> = () => client.send(new ListObjectsCommand({ bucket: 'a-1' }))
void listed
// A schema of one's own: in Node it comes from another copy of @cos/xml than the one core reads with. CDATA takes the parser that is loaded when needed.
const operation = defineOperation({ name: 'GetCount', route: 'GET /{bucket}?count', input: {}, output: xml('Counted', { count: integer }) })
class GetCountCommand extends command(operation)<InputOf<typeof operation>, OutputOf<typeof operation>> {}
const { count } = await clientOf(200, '<Counted><Count><![CDATA[7]]></Count></Counted>').send(new GetCountCommand({ bucket: 'a-1' }))
if (count !== 7) throw new Error(String(count))
const unreadable: unknown = await clientOf(200, '<Counted><Count>x</Count></Counted>').send(new GetCountCommand({ bucket: 'a-1' })).catch((caught: unknown) => caught)
if (!(unreadable instanceof Error && unreadable.cause instanceof XmlError)) throw unreadable
`,
}

/** A project with nothing but the packages, the compiler's own defaults and strictness. */
export async function makeConsumer(folder: string, tarballs: readonly Tarball[]): Promise<void> {
  await mkdir(folder, { recursive: true })
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: 'consumer', private: true, type: 'module' }))
  const files = tarballs.map(({ file }) => `file:${file}`)
  // npm comes with Node; it must resolve our packages to each other without a registry knowing them.
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  await run(npm, ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error', ...files, '@types/node@20'], folder)
  for (const { name } of tarballs) {
    const program =
      programs[name] ?? `import * as everything from '${name}'\nif (typeof everything !== 'object') throw new Error('nothing')\n`
    await writeFile(path.join(folder, `${fileOf(name)}.ts`), program)
  }
}

/** Type-checks the program of one package as a project of Node or of a page would. */
export async function compile(folder: string, name: string, kind: 'node' | 'page'): Promise<void> {
  const shared = {
    strict: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    skipLibCheck: false,
    target: 'ES2022',
    verbatimModuleSyntax: true,
  }
  const compilerOptions =
    kind === 'node'
      ? { ...shared, lib: ['ES2023'], types: ['node'], module: 'NodeNext', moduleResolution: 'NodeNext', outDir: 'out' }
      : {
          ...shared,
          lib: ['ES2023', 'DOM', 'DOM.Iterable', 'DOM.AsyncIterable'],
          types: [],
          module: 'ESNext',
          moduleResolution: 'Bundler',
          customConditions: ['browser'],
          noEmit: true,
        }
  const file = path.join(folder, `tsconfig.${fileOf(name)}.${kind}.json`)
  await writeFile(file, JSON.stringify({ compilerOptions, files: [`${fileOf(name)}.ts`] }))
  await run(process.execPath, [compiler, '-p', file], folder)
}

/** Runs what was compiled with a Node, then loads the package the old way. */
export async function execute(folder: string, name: string, node = process.execPath): Promise<void> {
  await run(node, [path.join('out', `${fileOf(name)}.js`)], folder)
  await run(node, ['--input-type=commonjs', '--eval', `if (typeof require('${name}') !== 'object') process.exit(1)`], folder)
}

function fileOf(name: string): string {
  return name.replace('@', '').replace('/', '-')
}
