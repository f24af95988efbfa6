import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

/** Bundles one module for a page: packages as they were built and as browsers resolve them. */
export async function bundle(file: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [fileURLToPath(new URL(file, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    // The fixtures of `src` name their package's own files; what they import by a `#name` is what a page would get.
    alias: { vitest: fileURLToPath(new URL('vitest-in-page.ts', import.meta.url)) },
    logLevel: 'error',
  })
  return outputFiles[0]!.text
}
