import { describe, expect, test } from 'vitest'
import { undocumented } from './rules/documentation.js'
import { anyInSignatures, defaultExports, mutableModules, starExports, unerasable } from './rules/exports.js'
import {
  commandsMeetClient,
  eagerlyLoaded,
  nodeOutsideImports,
  wrongCoreImports,
  wrongDependencies,
  wrongPackageImports,
} from './rules/import-directions.js'
import { emptyNames, misnamedCommands, otherCase, wrongCommandIndex } from './rules/names.js'
import { longFiles, machineNames, strayConfiguration, strayTopLevel, unlikeManifests } from './rules/repository-shape.js'

// A rule that lets everything through guards nothing: each is shown one file it has to refuse and one it has to let pass.

const file = (path: string, text = '') => ({ path, text })
const commands = 'packages/core/src/commands'
const getCors = file(
  `${commands}/bucket/get-bucket-cors.ts`,
  "const operation = defineOperation({ name: 'GetBucketCors', route: 'GET /{bucket}?cors' })\nexport class GetBucketCorsCommand {}\n",
)

describe('names', () => {
  test('a command in a file of another name', () => {
    expect(misnamedCommands([getCors])).toEqual([])
    const moved = file(`${commands}/bucket/get-bucket-acl.ts`, getCors.text)
    expect(misnamedCommands([moved])).toEqual([
      `${moved.path}: declares the operation GetBucketCors, its name says GetBucketAcl`,
      `${moved.path}: exports the classes [GetBucketCorsCommand], should be GetBucketAclCommand alone`,
    ])
  })

  test('a command that the index forgot, and one it invented', () => {
    const line = (name: string) => `export { X } from './bucket/${name}.js'\n`
    expect(wrongCommandIndex([getCors, file(`${commands}/index.ts`, line('get-bucket-cors'))])).toEqual([])
    expect(wrongCommandIndex([getCors, file(`${commands}/index.ts`, line('get-bucket-acl'))])).toHaveLength(2)
    expect(wrongCommandIndex([getCors, file(`${commands}/index.ts`, line('get-bucket-cors').repeat(2))])).toHaveLength(1)
  })

  test('names without a meaning, and of another style', () => {
    expect(
      emptyNames([file('packages/core/src/utils/a.ts'), file('apps/cli/src/helpers.ts'), file('packages/xml/src/schema.ts')]),
    ).toHaveLength(2)
    expect(otherCase([file('packages/core/src/putObject.ts'), file('packages/core/src/put-object.test.ts')])).toHaveLength(1)
  })
})

describe('exports', () => {
  const shipped = (text: string) => [file('packages/core/src/a.ts', text)]

  test('defaults and stars', () => {
    expect(defaultExports(shipped('export default 1'))).toHaveLength(1)
    expect(defaultExports(shipped('const a = 1\nexport { a as default }'))).toHaveLength(1)
    expect(defaultExports(shipped('export default function a() {}'))).toHaveLength(1)
    expect(defaultExports([file('tools/vitest/node.config.ts', 'export default {}')])).toEqual([])
    expect(starExports(shipped("export * from './b.js'"))).toHaveLength(1)
    expect(starExports([file('packages/core/src/index.ts', "export * from './commands/index.js'")])).toEqual([])
  })

  test('what cannot be erased', () => {
    expect(unerasable(shipped('enum A { B }'))).toHaveLength(1)
    expect(unerasable(shipped('namespace A {}'))).toHaveLength(1)
    expect(unerasable(shipped('class A { constructor(readonly b: string) {} }'))).toHaveLength(1)
    expect(unerasable(shipped('type A = string\ndeclare global { interface B {} }'))).toEqual([])
  })

  test('any where others see it', () => {
    expect(anyInSignatures(shipped('export function a(b: any): void {}'))).toHaveLength(1)
    expect(anyInSignatures(shipped('export interface A { b(): any }'))).toHaveLength(1)
    expect(anyInSignatures(shipped('export const a: (b: any[]) => void = () => {}'))).toHaveLength(1)
    expect(anyInSignatures(shipped('export function a(): void { const b: any = 1; void b }\nfunction c(d: any) {}'))).toEqual([])
  })

  test('a public name without TSDoc', () => {
    const index = file('packages/core/src/index.ts', "export { a } from './a.js'")
    expect(undocumented([index, ...shipped('export const a = 1')])).toEqual([
      'packages/core/src/a.ts: a is exported by the package and has no TSDoc',
    ])
    expect(undocumented([index, ...shipped('/** Counts. */\nexport const a = 1')])).toEqual([])
  })

  test('state of a module', () => {
    expect(mutableModules(shipped('let count = 0\nexport const next = () => count++'))).toHaveLength(1)
    expect(mutableModules(shipped('let table: number[] | undefined\nexport const get = () => (table ??= [1])'))).toEqual([])
  })
})

describe('import directions', () => {
  const manifest = (name: string, more: object = {}) =>
    file(`packages/${name}/package.json`, JSON.stringify({ name: `@cos/${name}`, ...more }))

  test('a package that depends sideways or upwards', () => {
    const arrow = (from: string, to: string) => manifest(from, { devDependencies: { [`@cos/${to}`]: 'workspace:^' } })
    expect(wrongDependencies([arrow('transfer', 'core')])).toEqual([])
    for (const [from, to] of [
      ['signer', 'xml'],
      ['core', 'local-server'],
      ['transfer', 'crypto'],
      ['local-server', 'transfer'],
    ] as const)
      expect(wrongDependencies([arrow(from, to)])).toHaveLength(1)
    expect(wrongPackageImports([manifest('xml'), file('packages/xml/src/a.ts', "import '@cos/core'")])).toHaveLength(1)
  })

  test('a folder of core that imports upwards', () => {
    const core = (path: string, text: string) => [file(`packages/core/src/${path}`, text)]
    expect(wrongCoreImports(core('operation/a.ts', "import { b } from '../client/b.js'"))).toHaveLength(1)
    expect(wrongCoreImports(core('operation/a.ts', "import type { B } from '../client/b.js'"))).toEqual([])
    expect(commandsMeetClient(core('client/a.ts', "import type { B } from '../commands/bucket/b.js'"))).toHaveLength(1)
    expect(commandsMeetClient(core('commands/bucket/a.ts', "import { b } from '../../client/b.js'"))).toHaveLength(1)
    expect(commandsMeetClient(core('client/a.test.ts', "import { B } from '../commands/bucket/b.js'"))).toEqual([])
  })

  test("Node's modules that every runtime would load", () => {
    const imports = { '#b': { '@cos/source': { node: './src/b-node.ts', default: './src/b.ts' } } }
    const crypto = manifest('crypto', { exports: { '.': { '@cos/source': './src/index.ts' } }, imports })
    const index = file('packages/crypto/src/index.ts', "export { b } from '#b'\nexport { c } from './c.js'")
    const nodeOnly = file('packages/crypto/src/b-node.ts', "import 'node:crypto'")
    const neutral = (text: string) => file('packages/crypto/src/c.ts', text)
    expect(nodeOutsideImports([crypto, index, nodeOnly, neutral("import type { A } from 'node:fs'")])).toEqual([])
    expect(nodeOutsideImports([crypto, index, nodeOnly, neutral("await import('node:fs')")])).toHaveLength(1)
    expect(nodeOutsideImports([crypto, index, nodeOnly, neutral("import { request } from 'undici'")])).toHaveLength(1)
  })

  test('what is heavy', () => {
    const reader = (text: string) => [file('packages/transfer/src/reader.ts', text)]
    expect(eagerlyLoaded(reader("import { open } from 'node:fs/promises'\nimport type { Stats } from 'node:fs'"))).toEqual([])
    expect(eagerlyLoaded(reader("const { read } = await import('library')\nimport { join } from './join.js'"))).toEqual([])
    expect(eagerlyLoaded(reader("import { statSync } from 'node:fs'"))).toHaveLength(1)
    expect(eagerlyLoaded(reader("export { read } from 'library'"))).toHaveLength(1)
  })
})

describe('the repository', () => {
  test('strays', () => {
    expect(strayTopLevel([file('scripts/a.sh')])).toContain('scripts does not belong at the top')
    expect(strayTopLevel([])).toContain('README.md is missing')
    expect(strayConfiguration([file('packages/xml/src/a.ts'), file('packages/xml/tsup.config.ts')])).toContain(
      'packages/xml/tsup.config.ts: a package holds src and two files of configuration',
    )
  })

  test('manifests of their own kind', () => {
    const files = ['dist', 'src', '!src/**/*.test.ts', '!src/**/*.fixture.ts']
    const signer = (more: object) =>
      file('packages/signer/package.json', JSON.stringify({ name: '@cos/signer', type: 'module', sideEffects: false, files, ...more }))
    expect(unlikeManifests([signer({})])).toEqual([])
    expect(unlikeManifests([signer({ dependencies: {} })])).toHaveLength(1)
    expect(unlikeManifests([signer({ sideEffects: true })])).toHaveLength(1)
    expect(unlikeManifests([signer({ devDependencies: { vitest: '^4.0.0' } })])).toHaveLength(1)
    expect(unlikeManifests([signer({ scripts: { postinstall: 'node a.js' } })])).toHaveLength(1)
    expect(unlikeManifests([signer({ files: ['dist'] })])).toHaveLength(3)
  })

  test('machines, registries and tarballs', () => {
    const named = [['', 'home', 'ada', 'cos'].join('/'), ['https://registry', 'npmjs.org/cos'].join('.'), ['tarball', ' x.tgz'].join(':')]
    for (const text of named) expect(machineNames([file('README.md', `see ${text}`)])).toHaveLength(1)
    expect(machineNames([file('README.md', 'see https://example.com/home/ada and ./data/a')])).toEqual([])
  })

  test('long files', () =>
    expect(longFiles([file('packages/xml/src/a.ts', '\n'.repeat(401)), file('packages/xml/src/b.ts', '\n'.repeat(400))])).toHaveLength(1))
})
