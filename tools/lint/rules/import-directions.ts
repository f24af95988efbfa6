import { importsOf } from './module-of.js'
import { isShipped, isSource, type RepositoryFile } from './repository-file.js'
import { resolveRelative } from './resolve-relative.js'

/** Which of our packages a package may depend on. */
const packageArrows: Readonly<Record<string, readonly string[]>> = {
  '@cos/signer': [],
  '@cos/xml': [],
  '@cos/core': ['@cos/signer', '@cos/xml'],
  '@cos/transfer': ['@cos/core', '@cos/signer', '@cos/xml'],
  '@cos/crypto': ['@cos/core', '@cos/signer', '@cos/xml'],
  '@cos/legacy-v4': ['@cos/core', '@cos/signer', '@cos/xml'],
  '@cos/local-server': ['@cos/core', '@cos/signer', '@cos/xml'],
}

/** Which folders of core a folder of core may import values from. */
const coreArrows: Readonly<Record<string, readonly string[]>> = {
  commands: ['commands', 'operation', 'checksum', 'errors'],
  operation: ['operation', 'errors', 'transport'],
  checksum: ['checksum', 'operation', 'errors', 'transport'],
  errors: ['errors'],
  transport: ['transport', 'operation', 'errors'],
  // The clock is what signatures, waits and corrections share.
  middleware: ['middleware', 'client/clock', 'operation', 'errors', 'transport'],
  client: ['client', 'middleware', 'operation', 'errors', 'transport'],
  credentials: ['credentials', 'errors'],
  // What acts with commands: neither may know of it.
  functions: ['functions', 'client', 'commands', 'operation', 'errors', 'transport'],
}

interface Manifest {
  readonly name: string
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly peerDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
  readonly exports?: Readonly<Record<string, string | Readonly<Record<string, unknown>>>>
  readonly imports?: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

/** The manifests of the packages people install. */
function manifests(files: readonly RepositoryFile[]): { path: string; folder: string; manifest: Manifest }[] {
  return files
    .filter(({ path }) => /^packages\/[^/]+\/package\.json$/.test(path))
    .map(({ path, text }) => ({ path, folder: path.replace(/package\.json$/, ''), manifest: JSON.parse(text) as Manifest }))
}

/** What a `package.json` names among our packages points down the drawing, also for development. */
export function wrongDependencies(files: readonly RepositoryFile[]): string[] {
  return manifests(files).flatMap(({ path, manifest }) => {
    const allowed = packageArrows[manifest.name]
    if (!allowed) return [`${path}: ${manifest.name} has no place in the drawing of packages`]
    const { dependencies, devDependencies, peerDependencies, optionalDependencies } = manifest
    const named = Object.keys({ ...dependencies, ...devDependencies, ...peerDependencies, ...optionalDependencies })
    return named.filter((name) => name.startsWith('@cos/') && !allowed.includes(name)).map((name) => `${path}: may not depend on ${name}`)
  })
}

/** What sources import among our packages points down the drawing. */
export function wrongPackageImports(files: readonly RepositoryFile[]): string[] {
  return manifests(files).flatMap(({ folder, manifest }) => {
    const allowed = packageArrows[manifest.name] ?? []
    return files
      .filter((file) => file.path.startsWith(folder) && isSource(file))
      .flatMap((file) =>
        importsOf(file)
          .map(({ specifier }) => specifier)
          .filter(
            (specifier) => specifier.startsWith('@cos/') && !allowed.some((name) => specifier === name || specifier.startsWith(`${name}/`)),
          )
          .map((specifier) => `${file.path}: may not import ${specifier}`),
      )
  })
}

/** Inside core, `commands` and `client` meet only in the caller's `client.send(command)`. */
export function wrongCoreImports(files: readonly RepositoryFile[]): string[] {
  const source = 'packages/core/src/'
  return files
    .filter((file) => isShipped(file) && file.path.startsWith(source))
    .flatMap((file) => {
      const folder = file.path.slice(source.length).split('/')[0]!
      const allowed = coreArrows[folder]
      if (!allowed) return []
      return importsOf(file)
        .filter(({ specifier, isTypeOnly }) => specifier.startsWith('.') && !isTypeOnly)
        .map(({ specifier }) => resolveRelative(file.path, specifier).slice(source.length).replace(/\.ts$/, ''))
        .filter((target) => target.includes('/') && !allowed.some((name) => target === name || target.startsWith(`${name}/`)))
        .map((target) => `${file.path}: ${folder} may not import ${target}`)
    })
}

/** Even a type would tie them together. */
export function commandsMeetClient(files: readonly RepositoryFile[]): string[] {
  const source = 'packages/core/src/'
  const pairs: Readonly<Record<string, string>> = { commands: 'client/', client: 'commands/' }
  return files
    .filter((file) => isShipped(file) && file.path.startsWith(source))
    .flatMap((file) => {
      const forbidden = pairs[file.path.slice(source.length).split('/')[0]!]
      if (forbidden === undefined) return []
      return importsOf(file)
        .filter(({ specifier }) => specifier.startsWith('.') && resolveRelative(file.path, specifier).startsWith(source + forbidden))
        .map(({ specifier }) => `${file.path}: imports ${specifier}; commands and client know nothing of each other`)
    })
}

/** Packages that run everywhere reach Node's own modules only through a `#name` whose default is another file. */
export function nodeOutsideImports(files: readonly RepositoryFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return manifests(files)
    .filter(({ manifest }) => manifest.name !== '@cos/local-server')
    .flatMap(({ folder, manifest }) => {
      const reached = new Set<string>()
      const problems: string[] = []
      const queue = Object.values(manifest.exports ?? {}).flatMap((entry) => targetOf(entry, folder))
      for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
        const file = byPath.get(path)
        if (!file || reached.has(path)) continue
        reached.add(path)
        for (const { specifier, isTypeOnly } of importsOf(file)) {
          if (isTypeOnly) continue
          if (/^node:|^(undici|fs|path|stream|crypto|http|https|buffer|os)$/.test(specifier)) {
            problems.push(`${path}: imports ${specifier} where every runtime loads it; put it behind a #name of package.json`)
          } else if (specifier.startsWith('.')) queue.push(resolveRelative(path, specifier))
          else if (specifier.startsWith('#')) queue.push(...targetOf(manifest.imports?.[specifier] ?? {}, folder))
        }
      }
      if (reached.size === 0) problems.push(`${folder}package.json: names no source under the condition @cos/source`)
      return problems
    })
}

/** What Node has loaded itself by the time it loads a module. */
const alreadyLoaded: readonly string[] = ['node:fs/promises', 'node:path']

/**
 * Importing these packages loads nothing else: others, and most of Node's own modules, cost several milliseconds each. They
 * are loaded with their first use, by `import()` or `process.getBuiltinModule`.
 */
export function eagerlyLoaded(files: readonly RepositoryFile[]): string[] {
  return files
    .filter((file) => isShipped(file) && /^packages\/(core|signer|transfer|xml)\/src\//.test(file.path))
    .flatMap((file) =>
      importsOf(file)
        .filter(({ isTypeOnly, isDynamic }) => !isTypeOnly && !isDynamic)
        .filter(({ specifier }) => !/^([.#]|@cos\/)/.test(specifier) && !alreadyLoaded.includes(specifier))
        .map(({ specifier }) => `${file.path}: loads ${specifier} with the package, and not with its first use`),
    )
}

/** The source that a runtime other than Node gets. */
function targetOf(entry: string | Readonly<Record<string, unknown>>, folder: string): string[] {
  if (typeof entry === 'string') return []
  const source = entry['@cos/source']
  const target = typeof source === 'string' ? source : (source as Record<string, unknown> | undefined)?.['default']
  return typeof target === 'string' ? [folder + target.replace(/^\.\//, '')] : []
}
