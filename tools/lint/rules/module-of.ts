import ts from 'typescript'
import type { RepositoryFile } from './repository-file.js'

/** One `import`, `export … from` or `import()`. */
export interface ModuleImport {
  readonly specifier: string
  /** Gone after compilation. */
  readonly isTypeOnly: boolean
  readonly isExportStar: boolean
  /** `import()`, which loads when it is reached. */
  readonly isDynamic: boolean
}

const parsed = new WeakMap<RepositoryFile, ts.SourceFile>()

/** The syntax tree of a file; parsed once. */
export function treeOf(file: RepositoryFile): ts.SourceFile {
  let tree = parsed.get(file)
  if (!tree) {
    tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.Latest, true)
    parsed.set(file, tree)
  }
  return tree
}

/** Everything a file imports. */
export function importsOf(file: RepositoryFile): ModuleImport[] {
  const found: ModuleImport[] = []
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && ts.isStringLiteral(node.moduleSpecifier)) {
      found.push({ specifier: node.moduleSpecifier.text, isTypeOnly: isTypeOnlyImport(node), isExportStar: false, isDynamic: false })
    } else if (ts.isExportDeclaration(node) && node.moduleSpecifier && ts.isStringLiteral(node.moduleSpecifier)) {
      const named = node.exportClause && ts.isNamedExports(node.exportClause) ? node.exportClause.elements : undefined
      const isTypeOnly = node.isTypeOnly || (named !== undefined && named.length > 0 && named.every((name) => name.isTypeOnly))
      found.push({ specifier: node.moduleSpecifier.text, isTypeOnly, isExportStar: !node.exportClause, isDynamic: false })
    } else if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) {
      const [argument] = node.arguments
      if (argument && ts.isStringLiteral(argument))
        found.push({ specifier: argument.text, isTypeOnly: false, isExportStar: false, isDynamic: true })
    }
    ts.forEachChild(node, visit)
  }
  visit(treeOf(file))
  return found
}

function isTypeOnlyImport({ importClause }: ts.ImportDeclaration): boolean {
  if (!importClause) return false
  if (importClause.phaseModifier === ts.SyntaxKind.TypeKeyword) return true
  const { namedBindings } = importClause
  if (importClause.name || !namedBindings || !ts.isNamedImports(namedBindings)) return false
  return namedBindings.elements.length > 0 && namedBindings.elements.every((name) => name.isTypeOnly)
}

/** Whether a statement carries `export`. */
export function isExported(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword) ?? false)
}

/** Names that a statement declares. */
export function declaredNames(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) return node.declarationList.declarations.map((declaration) => declaration.name.getText())
  const isNamed =
    ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)
  return isNamed && node.name ? [node.name.text] : []
}

/** `path:line` of a node, for messages. */
export function placeOf(file: RepositoryFile, node: ts.Node): string {
  return `${file.path}:${treeOf(file).getLineAndCharacterOfPosition(node.getStart()).line + 1}`
}
