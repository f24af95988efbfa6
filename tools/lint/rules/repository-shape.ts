import { isSource, type RepositoryFile } from './repository-file.js'

const topLevel = new Set([
  'packages',
  'apps',
  'tools',
  'turbo.json',
  'pnpm-workspace.yaml',
  'package.json',
  'tsconfig.base.json',
  'README.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'pnpm-lock.yaml',
])

/** The top level can be read at a glance. */
export function strayTopLevel(files: readonly RepositoryFile[]): string[] {
  const names = new Set(files.map(({ path }) => path.split('/')[0]!))
  const missing = [...topLevel, '.changeset'].filter((name) => !names.has(name)).map((name) => `${name} is missing`)
  const stray = [...names]
    .filter((name) => !topLevel.has(name) && !name.startsWith('.'))
    .map((name) => `${name} does not belong at the top`)
  return [...missing, ...stray]
}

/** A package has two files of configuration, and one line of tags. */
export function strayConfiguration(files: readonly RepositoryFile[]): string[] {
  const known = new Set(['package.json', 'tsconfig.json', 'turbo.json', 'README.md', 'LICENSE', 'CHANGELOG.md'])
  const folders = new Set(files.map(({ path }) => /^packages\/[^/]+\//.exec(path)?.[0]).filter((folder) => folder !== undefined))
  return [...folders].flatMap((folder) => {
    const names = files.filter(({ path }) => path.startsWith(folder)).map(({ path }) => path.slice(folder.length))
    const missing = ['package.json', 'tsconfig.json', 'turbo.json'].filter((name) => !names.includes(name))
    return [
      ...missing.map((name) => `${folder}${name} is missing`),
      ...names
        .filter((name) => !name.startsWith('src/') && !known.has(name))
        .map((name) => `${folder}${name}: a package holds src and two files of configuration`),
    ]
  })
}

interface Manifest {
  readonly name: string
  readonly type?: string
  readonly sideEffects?: boolean
  readonly files?: readonly string[]
  readonly scripts?: Readonly<Record<string, string>>
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
}

/** What every manifest of the workspace has in common. */
export function unlikeManifests(files: readonly RepositoryFile[]): string[] {
  return files
    .filter(({ path }) => /^(packages|apps|tools)\/[^/]+\/package\.json$/.test(path))
    .flatMap(({ path, text }) => {
      const manifest = JSON.parse(text) as Manifest
      const problems: string[] = []
      if (manifest.type !== 'module') problems.push(`${path}: "type" must be "module"`)
      for (const name of ['preinstall', 'install', 'postinstall', 'prepare']) {
        if (manifest.scripts?.[name]) problems.push(`${path}: ${name} runs code on the machine of whoever installs`)
      }
      for (const [name, version] of Object.entries({ ...manifest.dependencies, ...manifest.devDependencies })) {
        if (!/^(catalog:|workspace:)/.test(version)) problems.push(`${path}: ${name} has a version of its own; write it in the catalog`)
      }
      return path.startsWith('packages/') ? [...problems, ...unlikePackages(path, manifest)] : problems
    })
}

function unlikePackages(path: string, manifest: Manifest): string[] {
  const problems: string[] = []
  if (manifest.sideEffects !== false) problems.push(`${path}: "sideEffects" must be false, or bundlers keep what a page does not use`)
  if (manifest.name === '@cos/signer' && manifest.dependencies) problems.push(`${path}: @cos/signer has no dependency at all`)
  for (const pattern of ['dist', 'src', '!src/**/*.test.ts', '!src/**/*.fixture.ts']) {
    if (!manifest.files?.includes(pattern)) problems.push(`${path}: "files" lacks ${pattern}`)
  }
  return problems
}

/** What is committed names no machine: no folder of a developer, no registry, no address of a tarball. */
export function machineNames(files: readonly RepositoryFile[]): string[] {
  // Put together here, so that this file does not hold what it looks for.
  const patterns: readonly (readonly [RegExp, string])[] = [
    [new RegExp(`(^|[^\\w.:/-])/(${['home', 'Users', 'work', 'root'].join('|')})/[\\w.-]+`), 'a folder of one machine'],
    [new RegExp(`${'registry'}\\.(npmjs|npmmirror|yarnpkg)|${'files'}\\.pythonhosted`), 'a registry'],
    [new RegExp(`${'tarball'}: |resolution:.*https?://`), 'the address of a tarball'],
  ]
  return files
    .filter(({ path }) => path !== '.ci/run')
    .flatMap(({ path, text }) =>
      text
        .split('\n')
        .flatMap((line, at) => patterns.filter(([pattern]) => pattern.test(line)).map(([, what]) => `${path}:${at + 1}: names ${what}`)),
    )
}

/** A file of four hundred lines holds two things. */
export function longFiles(files: readonly RepositoryFile[], mostLines = 400): string[] {
  return files
    .filter(isSource)
    .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
    .filter(({ lines }) => lines > mostLines)
    .map(({ path, lines }) => `${path}: ${lines} lines; find the seam and split it`)
}
