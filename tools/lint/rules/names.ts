import ts from 'typescript'
import { declaredNames, importsOf, isExported, treeOf } from './module-of.js'
import type { RepositoryFile } from './repository-file.js'
import { isSource } from './repository-file.js'

const commandsFolder = 'packages/core/src/commands/'

/** Files that declare one operation each. */
export function commandFiles(files: readonly RepositoryFile[]): RepositoryFile[] {
  return files.filter(
    ({ path }) =>
      path.startsWith(commandsFolder) &&
      !path.startsWith(`${commandsFolder}shapes/`) &&
      path !== `${commandsFolder}index.ts` &&
      path.endsWith('.ts') &&
      !/\.(test|test-d|fixture)\.ts$/.test(path),
  )
}

/** `put-bucket-lifecycle.ts` declares the operation PutBucketLifecycle and exports PutBucketLifecycleCommand. */
export function misnamedCommands(files: readonly RepositoryFile[]): string[] {
  return commandFiles(files).flatMap((file) => {
    const name = pascalCase(baseName(file.path))
    const problems: string[] = []
    const operationName = operationNameOf(file)
    if (operationName !== name) problems.push(`${file.path}: declares the operation ${operationName}, its name says ${name}`)
    const classes = treeOf(file).statements.filter((statement) => ts.isClassDeclaration(statement) && isExported(statement))
    const names = classes.flatMap(declaredNames)
    if (names.join() !== `${name}Command`) problems.push(`${file.path}: exports the classes [${names}], should be ${name}Command alone`)
    return problems
  })
}

/** The index of commands has one statement for each command file, in the order of paths, and nothing else. */
export function wrongCommandIndex(files: readonly RepositoryFile[]): string[] {
  const index = files.find(({ path }) => path === `${commandsFolder}index.ts`)
  if (!index) return [`${commandsFolder}index.ts is missing`]
  const listed = treeOf(index).statements.map((statement) => importsOfStatement(statement))
  const expected = commandFiles(files).map(({ path }) => `./${path.slice(commandsFolder.length).replace(/\.ts$/, '.js')}`)
  return [
    ...expected.filter((file) => !listed.includes(file)).map((file) => `${index.path}: has no line for ${file}`),
    ...listed.filter((file, at) => listed.indexOf(file) !== at).map((file) => `${index.path}: names ${file} twice`),
    ...listed.filter((file) => !expected.includes(file)).map((file) => `${index.path}: names ${file}, which is no command file`),
    ...importsOf(index)
      .filter(({ isExportStar }) => isExportStar)
      .map(({ specifier }) => `${index.path}: exports everything of ${specifier}; name what it exports`),
  ]
}

/** No folder or file says only that something did not find its place. */
export function emptyNames(files: readonly RepositoryFile[]): string[] {
  const empty = new Set(['utils', 'util', 'helpers', 'helper', 'common', 'misc', 'types', 'internal', 'shared', 'lib'])
  return files
    .filter(({ path }) => /^(packages|apps|tools)\//.test(path) && path.split('/').some((part) => empty.has(part.split('.')[0]!)))
    .map(({ path }) => `${path}: name it after what it holds`)
}

/** One style of file names: kebab-case. */
export function otherCase(files: readonly RepositoryFile[]): string[] {
  return files
    .filter((file) => isSource(file) && !/^[a-z\d]+(-[a-z\d]+)*(\.[a-z-]+)*\.(ts|mts|mjs)$/.test(file.path.split('/').at(-1)!))
    .map(({ path }) => `${path}: is not in kebab-case`)
}

function importsOfStatement(statement: ts.Statement): string {
  return ts.isExportDeclaration(statement) && statement.moduleSpecifier && ts.isStringLiteral(statement.moduleSpecifier)
    ? statement.moduleSpecifier.text
    : statement.getText()
}

function operationNameOf(file: RepositoryFile): string | undefined {
  let name: string | undefined
  const visit = (node: ts.Node): void => {
    const isDeclaration = ts.isCallExpression(node) && node.expression.getText() === 'defineOperation'
    const argument = isDeclaration ? node.arguments[0] : undefined
    if (argument && ts.isObjectLiteralExpression(argument)) {
      for (const property of argument.properties) {
        const isName = ts.isPropertyAssignment(property) && property.name.getText() === 'name'
        if (isName && ts.isStringLiteral(property.initializer)) name = property.initializer.text
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(treeOf(file))
  return name
}

function baseName(path: string): string {
  return path.split('/').at(-1)!.replace(/\.ts$/, '')
}

function pascalCase(kebab: string): string {
  return kebab.replace(/(?:^|-)([a-z\d])/g, (_, letter: string) => letter.toUpperCase())
}
