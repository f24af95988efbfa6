import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { nodeResolve } from '@rollup/plugin-node-resolve'
import { build, transform } from 'esbuild'
import { rollup } from 'rollup'
import webpack from 'webpack'

/** Bundles one module for browsers and minifies it. The same minifier for all, so that only what they drop differs. */
export type Bundler = (entry: string) => Promise<string>

const minify = async (code: string) =>
  (await transform(code, { minify: true, treeShaking: true, format: 'esm', target: 'es2022', legalComments: 'none' })).code

/** The three bundlers that most pages come from. */
export const bundlers: Readonly<Record<'esbuild' | 'rollup' | 'webpack', Bundler>> = {
  async esbuild(entry) {
    const { outputFiles } = await build({
      entryPoints: [entry],
      bundle: true,
      minify: true,
      write: false,
      format: 'esm',
      platform: 'browser',
      target: 'es2022',
      legalComments: 'none',
    })
    return outputFiles[0]!.text
  },

  async rollup(entry) {
    const bundle = await rollup({ input: entry, plugins: [nodeResolve({ browser: true })] })
    const { output } = await bundle.generate({ format: 'esm' })
    await bundle.close()
    return minify(output.map((chunk) => (chunk.type === 'chunk' ? chunk.code : '')).join('\n'))
  },

  async webpack(entry) {
    const folder = path.join(path.dirname(entry), 'webpack')
    const compiler = webpack({
      entry,
      mode: 'production',
      target: ['web', 'es2022'],
      experiments: { outputModule: true },
      optimization: { minimize: false },
      output: { path: folder, filename: 'out.js', library: { type: 'module' }, chunkFormat: 'module' },
    })
    await new Promise<void>((resolve, reject) => {
      compiler?.run((error, stats) => {
        if (error) reject(error)
        else if (stats?.hasErrors()) reject(new Error(stats.toString('errors-only')))
        else resolve()
      })
    })
    return minify(await readFile(path.join(folder, 'out.js'), 'utf8'))
  },
}

/** Bytes of each module that stays in the bundle, largest first: where to look when a budget is missed. */
export async function largestModules(entry: string, count = 12): Promise<string[]> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
  })
  return Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .map(([file, { bytesInOutput }]) => ({ file: file.replace(/^.*\/(packages|node_modules)\//, ''), bytesInOutput }))
    .sort((a, b) => b.bytesInOutput - a.bytesInOutput)
    .slice(0, count)
    .map(({ file, bytesInOutput }) => `${(bytesInOutput / 1000).toFixed(2).padStart(8)}  ${file}`)
}
