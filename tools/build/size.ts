import { brotliCompressSync, gzipSync } from 'node:zlib'
import { bundlers, largestModules } from './size/bundlers.js'
import { commandCosts } from './size/commands.js'
import { withPage } from './size/page.js'
import { typeCost } from './size/type-cost.js'
import { commandBudgets, uses } from './size/uses.js'

/** Bundlers may differ by this much before one of them is said to keep what a page does not use. */
const tolerance = 1.1
/** For each command: what was measured and a twentieth. */
const instantiationsPerCommand = 1_100

let passed = 0
let failed = 0

function check(isOk: boolean, text: string): string {
  if (isOk) passed += 1
  else failed += 1
  return `${text}${isOk ? '' : '  TOO MUCH'}`
}

const kilobytes = (bytes: number) => (bytes / 1000).toFixed(2).padStart(6)

console.log('kB, minified:                        esbuild               rollup    webpack')
console.log('                                 min    gzip  brotli     gzip      gzip    budget    goal (gzip)')
for (const { name, code, gzipBudgetBytes, gzipGoalBytes, added } of uses) {
  await withPage(code, async (entry) => {
    const byEsbuild = await bundlers.esbuild(entry)
    const gzip = (text: string) => gzipSync(text, { level: 9 }).byteLength
    const own = gzip(byEsbuild)
    const others = [gzip(await bundlers.rollup(entry)), gzip(await bundlers.webpack(entry))] as const
    const brotli = brotliCompressSync(byEsbuild).byteLength
    const sizes = `${kilobytes(byEsbuild.length)}  ${kilobytes(own)}  ${kilobytes(brotli)}`
    const line = `${name.padEnd(30)} ${sizes}   ${others.map(kilobytes).join('    ')}    ${kilobytes(gzipBudgetBytes)}  ${kilobytes(gzipGoalBytes)}`
    console.log(check(own <= gzipBudgetBytes, line))
    if (own > gzipBudgetBytes) console.log((await largestModules(entry)).join('\n'))
    if (added) {
      const more = own - gzip(await withPage(added.to, bundlers.esbuild))
      const text = `  of which it adds                            ${kilobytes(more)}                                 ${kilobytes(added.gzipBudgetBytes)}  ${kilobytes(added.gzipGoalBytes)}`
      console.log(check(more <= added.gzipBudgetBytes, text))
    }
    for (const [at, other] of others.entries()) {
      const isAlike = other <= own * tolerance
      const text = check(isAlike, `  ${['rollup', 'webpack'][at]} gives ${(other / own).toFixed(2)} of what esbuild gives`)
      if (!isAlike) console.log(text)
    }
  })
}

const { allBytes, count, further, alone } = await commandCosts()
const { furtherBytes, furtherGoalBytes, furtherExceptions, aloneExceptions, allBytes: allBudgetBytes } = commandBudgets
console.log(
  check(allBytes <= allBudgetBytes, `\nCosClient and all ${count} commands: ${kilobytes(allBytes)}, budget ${kilobytes(allBudgetBytes)}`),
)
const over = further.filter(({ addedBytes }) => addedBytes > furtherGoalBytes)
console.log(
  `a further command adds up to ${further[0]?.addedBytes} bytes, budget ${furtherBytes}; ${over.length} add more than the goal of ${furtherGoalBytes}:`,
)
for (const { name, addedBytes } of over)
  console.log(check(addedBytes <= (furtherExceptions[name] ?? furtherBytes), `  ${name} ${addedBytes}`))

console.log('beside all others, a command adds more than that only when it brings what nothing else uses:')
for (const { name, addedBytes } of alone)
  if (addedBytes > furtherGoalBytes)
    console.log(check(addedBytes <= (aloneExceptions[name] ?? furtherGoalBytes), `  ${name} ${addedBytes}`))

const instantiations = await typeCost()
const instantiationBudget = instantiationsPerCommand * count
console.log(
  check(
    instantiations <= instantiationBudget,
    `\ntypes: ${instantiations} instantiations for the whole of @cos/core, budget ${instantiationBudget}`,
  ),
)
console.log(`\n${passed} passed, ${failed} failed`)
process.exitCode = failed > 0 ? 1 : 0
