import ts from 'typescript'
import { declaredNames, importsOf, isExported, placeOf, treeOf } from './module-of.js'
import { isShipped, isSource, type RepositoryFile } from './repository-file.js'

/** A name is what a reader searches for: nothing is exported as `default`, except where a tool asks for it. */
export function defaultExports(files: readonly RepositoryFile[]): string[] {
  return files
    .filter((file) => isSource(file) && !/\.config\.(ts|mjs)$/.test(file.path))
    .flatMap((file) =>
      treeOf(file)
        .statements.filter((statement) => ts.isExportAssignment(statement) || isDefault(statement) || namesDefault(statement))
        .map((statement) => `${placeOf(file, statement)}: exports a default; name it`),
    )
}

/** `export *` hides what a module offers; the index of commands is itself a list, so core's index may pass it on. */
export function starExports(files: readonly RepositoryFile[]): string[] {
  return files.filter(isSource).flatMap((file) =>
    importsOf(file)
      .filter(
        ({ isExportStar, specifier }) =>
          isExportStar && !(file.path === 'packages/core/src/index.ts' && specifier === './commands/index.js'),
      )
      .map(({ specifier }) => `${file.path}: exports everything of ${specifier}; list the names`),
  )
}

/** What cannot be erased cannot be run as it is. */
export function unerasable(files: readonly RepositoryFile[]): string[] {
  return files.filter(isSource).flatMap((file) => {
    const problems: string[] = []
    const visit = (node: ts.Node): void => {
      if (ts.isEnumDeclaration(node)) problems.push(`${placeOf(file, node)}: is an enum; use a union of literals`)
      if (ts.isModuleDeclaration(node) && (node.flags & ts.NodeFlags.GlobalAugmentation) === 0 && ts.isIdentifier(node.name))
        problems.push(`${placeOf(file, node)}: is a namespace; use a module`)
      if (ts.isParameter(node) && ts.getModifiers(node)?.length) problems.push(`${placeOf(file, node)}: is a parameter property`)
      ts.forEachChild(node, visit)
    }
    visit(treeOf(file))
    return problems
  })
}

/** `any` in what others call turns their type checks off without telling them. */
export function anyInSignatures(files: readonly RepositoryFile[]): string[] {
  return files.filter(isShipped).flatMap((file) => {
    const problems: string[] = []
    const visit = (node: ts.Node): void => {
      if (node.kind === ts.SyntaxKind.AnyKeyword) problems.push(`${placeOf(file, node)}: any in an exported signature`)
      // Bodies and values are not part of a signature; an `infer` pattern in a type may say any.
      if (!ts.isBlock(node) && !ts.isConditionalTypeNode(node)) ts.forEachChild(node, visit)
    }
    for (const statement of treeOf(file).statements) {
      if (!isExported(statement)) continue
      if (ts.isVariableStatement(statement)) {
        for (const declaration of statement.declarationList.declarations) if (declaration.type) visit(declaration.type)
      } else visit(statement)
    }
    return problems
  })
}

/** State of a module is state of everybody who imports it, unless it is one immutable thing that is made when first asked for (`??=`). */
export function mutableModules(files: readonly RepositoryFile[]): string[] {
  return files.filter(isShipped).flatMap((file) =>
    treeOf(file)
      .statements.filter((statement) => ts.isVariableStatement(statement) && (statement.declarationList.flags & ts.NodeFlags.Const) === 0)
      .flatMap((statement) => declaredNames(statement).map((name) => ({ statement, name })))
      .filter(({ name }) => !isOnlyFilled(file, name))
      .map(({ statement, name }) => `${placeOf(file, statement)}: ${name} can change; pass it, or fill it once with ??=`),
  )
}

function isOnlyFilled(file: RepositoryFile, name: string): boolean {
  let isFilled = true
  const visit = (node: ts.Node): void => {
    if (ts.isBinaryExpression(node) && isNamed(node.left, name)) {
      const { kind } = node.operatorToken
      const assigns = kind >= ts.SyntaxKind.FirstAssignment && kind <= ts.SyntaxKind.LastAssignment
      if (assigns && kind !== ts.SyntaxKind.QuestionQuestionEqualsToken) isFilled = false
    }
    if ((ts.isPrefixUnaryExpression(node) || ts.isPostfixUnaryExpression(node)) && isNamed(node.operand, name)) isFilled = false
    ts.forEachChild(node, visit)
  }
  visit(treeOf(file))
  return isFilled
}

function isNamed(node: ts.Node, name: string): boolean {
  return ts.isIdentifier(node) && node.text === name
}

function namesDefault(node: ts.Statement): boolean {
  if (!ts.isExportDeclaration(node) || !node.exportClause || !ts.isNamedExports(node.exportClause)) return false
  return node.exportClause.elements.some(({ name }) => name.text === 'default')
}

function isDefault(node: ts.Node): boolean {
  return ts.canHaveModifiers(node) && (ts.getModifiers(node)?.some(({ kind }) => kind === ts.SyntaxKind.DefaultKeyword) ?? false)
}
