// Emits `dist/**/*.d.ts` for the package in the current folder, one per module.
// Neighbours resolve to their built types (no source condition), so nothing outside the package is emitted.
import path from 'node:path'
import process from 'node:process'
import ts from 'typescript'

const root = process.cwd()
const configPath = path.join(root, 'tsconfig.json')
const parsed = ts.getParsedCommandLineOfConfigFile(configPath, {}, { ...ts.sys, onUnRecoverableConfigFileDiagnostic: report })
const sources = parsed.fileNames.filter(
  (name) => name.startsWith(path.join(root, 'src') + path.sep) && !/\.(test|test-d|fixture)\.ts$/.test(name),
)
const program = ts.createProgram(sources, {
  ...parsed.options,
  customConditions: [],
  noEmit: false,
  emitDeclarationOnly: true,
  declaration: true,
  declarationMap: true,
  stripInternal: false,
  rootDir: path.join(root, 'src'),
  outDir: path.join(root, 'dist'),
})
const result = program.emit()
const problems = [...ts.getPreEmitDiagnostics(program), ...result.diagnostics]
for (const problem of problems) report(problem)
process.exit(problems.length > 0 ? 1 : 0)

function report(diagnostic) {
  process.stderr.write(
    ts.formatDiagnostic(diagnostic, { getCanonicalFileName: (name) => name, getCurrentDirectory: () => root, getNewLine: () => '\n' }),
  )
}
