import type { Tarball } from './tarballs.js'

/** What is wrong with what a package ships: everything it needs, nothing that only we need. */
export function contentProblems({ paths }: Tarball): string[] {
  const unwanted = /\.(test|test-d|fixture)\.|(^|\/)vectors\/|tsbuildinfo|(^|\/)(tsconfig|turbo)\.json$|\.env/
  const missing = ['package.json', 'README.md', 'LICENSE'].filter((name) => !paths.includes(name)).map((name) => `lacks ${name}`)
  const folders = ['dist/', 'src/'].filter((name) => !paths.some((path) => path.startsWith(name))).map((name) => `lacks ${name}`)
  const strays = paths.filter((path) => unwanted.test(path)).map((path) => `ships ${path}`)
  // A source map that leads nowhere is worse than none.
  const maps = paths.some((path) => path.endsWith('.js.map')) ? [] : ['lacks source maps']
  return [...missing, ...folders, ...strays, ...maps]
}
