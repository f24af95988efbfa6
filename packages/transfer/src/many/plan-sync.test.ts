import { expect, test } from 'vitest'
import type { Entry } from './entry.js'
import { type PlanRun, planSteps } from './plan-sync.js'

const file = (name: string, sizeBytes = 1): Entry => ({ name, kind: 'file', sizeBytes, modifiedMs: 0 })
async function* inPages(entries: readonly Entry[], size = 2) {
  for (let at = 0; at < entries.length; at += size) yield entries.slice(at, at + size)
}
const run = (source: readonly Entry[], target: readonly Entry[], options: Partial<PlanRun> = {}): PlanRun => ({
  source: () => inPages(source),
  target: () => inPages(target, 3),
  takes: () => true,
  folderSide: undefined,
  comparison: 'size',
  details: { head: () => Promise.reject(new Error('not asked')), digest: () => Promise.reject(new Error('not asked')) },
  deletion: { maxFraction: 1, maxCount: Number.POSITIVE_INFINITY },
  emptyFolders: true,
  nameProblem: () => undefined,
  ignoresCase: false,
  signal: undefined,
  ...options,
})
async function plan(given: PlanRun): Promise<string[]> {
  const lines: string[] = []
  for await (const line of planSteps(given)) if (line.action !== 'end') lines.push(`${line.action} ${line.name}`)
  return lines
}

test('two sides are merged in order, and what is only at the target comes last', async () => {
  const source = ['a', 'b', 'd', 'f'].map((name) => file(name))
  const target = [file('b'), file('c'), file('d', 2), file('e'), file('g')]
  expect(await plan(run(source, target))).toEqual(['put a', 'put d', 'put f', 'delete c', 'delete e', 'delete g'])
  expect(await plan(run([], []))).toEqual([])
})

test('a side out of order ends the plan before anything is deleted', async () => {
  const entries = [file('a'), file('c'), file('b')]
  await expect(plan(run(entries, [file('z')]))).rejects.toMatchObject({ code: 'UnorderedListing' })
  await expect(plan(run([file('a')], [file('a'), file('a')]))).rejects.toMatchObject({ code: 'UnorderedListing' })
})

test('what came to the source while it was compared is not deleted', async () => {
  let reads = 0
  const source = () => inPages(reads++ === 0 ? [file('a')] : [file('a'), file('b')])
  expect(await plan(run([], [file('a'), file('b'), file('c')], { source }))).toEqual(['delete c'])
})

test('a source that lost more than was counted deletes no more than is allowed', async () => {
  let reads = 0
  const source = () => inPages(reads++ === 0 ? [file('a'), file('b'), file('c')] : [])
  const given = run([], [file('a'), file('b'), file('c'), file('d')], { source, deletion: { maxFraction: 0.5, maxCount: 100 } })
  const lines: string[] = []
  await expect(
    (async () => {
      for await (const line of planSteps(given)) lines.push(line.action)
    })(),
  ).rejects.toMatchObject({ code: 'TooManyDeletions' })
  expect(lines).toEqual(['delete', 'delete'])
})

test('on a target without case only the first of two names is written', async () => {
  expect(await plan(run([file('A'), file('a'), file('b')], [], { ignoresCase: true, folderSide: 'target' }))).toEqual([
    'put A',
    'refuse a',
    'put b',
  ])
})

test.each(['source', 'target'])('nothing is deleted when a folder of the %s cannot be read', async (side) => {
  const locked: Entry = { name: 'b/', kind: 'unreadable', sizeBytes: 0, modifiedMs: 0 }
  const target = [file('b/x'), file('c')]
  const lines = await plan(side === 'source' ? run([locked], target) : run([], [locked, ...target]))
  expect(lines.filter((line) => line.startsWith('delete'))).toEqual([])
  expect(lines).toContain('skip /')
})
