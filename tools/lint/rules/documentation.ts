import ts from 'typescript'
import { declaredNames, isExported, treeOf } from './module-of.js'
import type { RepositoryFile } from './repository-file.js'
import { resolveRelative } from './resolve-relative.js'

/**
 * Every name that the index of a package exports has TSDoc where it is declared.
 *
 * The empty `…Input` and `…Output` interfaces of a command give its shapes a name; their documentation stands on the members.
 */
export function undocumented(files: readonly RepositoryFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]))
  return files
    .filter(({ path }) => /^packages\/[^/]+\/src\/(index|server|operations)\.ts$/.test(path))
    .flatMap((index) => exportedFrom(index, byPath))
    .filter(({ file, name }) => !isDocumented(file, name))
    .map(({ file, name }) => `${file.path}: ${name} is exported by the package and has no TSDoc`)
}

interface Exported {
  readonly file: RepositoryFile
  readonly name: string
}

function exportedFrom(file: RepositoryFile, byPath: ReadonlyMap<string, RepositoryFile>): Exported[] {
  return treeOf(file).statements.flatMap((statement): Exported[] => {
    if (isExported(statement)) return declaredNames(statement).map((name) => ({ file, name }))
    if (!ts.isExportDeclaration(statement) || !statement.moduleSpecifier || !ts.isStringLiteral(statement.moduleSpecifier)) return []
    const source = byPath.get(resolveRelative(file.path, statement.moduleSpecifier.text))
    // What another package declares is checked there.
    if (!source) return []
    const { exportClause } = statement
    if (!exportClause) return exportedFrom(source, byPath)
    if (!ts.isNamedExports(exportClause)) return []
    return exportClause.elements.flatMap((element) => declarationOf(source, (element.propertyName ?? element.name).text, byPath))
  })
}

/** Follows a name through further indexes to the file that declares it. */
function declarationOf(file: RepositoryFile, name: string, byPath: ReadonlyMap<string, RepositoryFile>): Exported[] {
  const isHere = treeOf(file).statements.some((statement) => declaredNames(statement).includes(name))
  if (isHere) return [{ file, name }]
  const further = exportedFrom(file, byPath).filter((exported) => exported.name === name)
  return further.length > 0 ? further : []
}

function isDocumented(file: RepositoryFile, name: string): boolean {
  const declarations = treeOf(file).statements.filter((statement) => declaredNames(statement).includes(name))
  return declarations.some((declaration) => isNamedShape(declaration) || ts.getJSDocCommentsAndTags(declaration).length > 0)
}

function isNamedShape(node: ts.Statement): boolean {
  if (!ts.isInterfaceDeclaration(node) || node.members.length > 0) return false
  return node.heritageClauses?.some((clause) => /\b(InputOf|OutputOf|TypeOf)</.test(clause.getText())) ?? false
}
