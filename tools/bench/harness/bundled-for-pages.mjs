import { build } from 'esbuild'

/** Bundles a module as pages get it, minified; `entry` is what esbuild takes for one: `entryPoints` or `stdin`. Returns its bytes. */
export async function bundledForPages(entry) {
  const { outputFiles } = await build({
    ...entry,
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    // cos-js-sdk-v5 and AWS name Node's modules in branches no browser takes.
    logLevel: 'silent',
  })
  return outputFiles[0].contents
}
