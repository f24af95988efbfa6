import { describe, expect, test } from 'vitest'
import { atLeast, atMost } from '../harness/bar.mjs'
import { cpuRatios, median } from '../harness/rounds.mjs'
import { figure, percent, table } from '../harness/table.mjs'

test('the median of an even number of figures is the mean of the middle two', () => {
  expect(median([9, 1, 3])).toBe(3)
  expect(median([9, 1, 3, 4])).toBe(3.5)
  expect(median([2])).toBe(2)
})

test('ratios compare what was measured in the same round', () => {
  const [one, two] = [{}, {}]
  const runs = (...seconds: number[]) => seconds.map((cpuSeconds) => ({ cpuSeconds, count: 10 }))
  const ratio = cpuRatios([
    { contestant: one, runs: runs(2, 40, 6) },
    { contestant: two, runs: runs(1, 20, 2) },
  ])
  expect(ratio(one, two)).toBe(2)
  expect(ratio(one, {})).toBeNaN()
})

describe('bars', () => {
  test('at the limit is within it', () => {
    expect(atMost('cpu', 1.5, 1.5)).toEqual(['cpu', '<= 1.50', '1.50', 'pass'])
    expect(atLeast('rate', 3, 3)).toEqual(['rate', '>= 3.00', '3.00', 'pass'])
  })

  test('beyond the limit fails', () => {
    expect(atMost('rss', 151, 150, ' MiB')).toEqual(['rss', '<= 150 MiB', '151', 'FAIL'])
    expect(atLeast('rate', 2.99, 3).at(-1)).toBe('FAIL')
  })

  test('what was not measured neither passes nor fails', () => {
    expect(atMost('cpu', Number.NaN, 1).at(-1)).toBe('not measured')
    expect(atLeast('cpu', undefined, 1).at(-1)).toBe('not measured')
  })
})

test('a table is Markdown that lines up', () => {
  expect(
    table(
      ['client', 'x'],
      [
        ['undici', 1],
        ['a longer name', '12.5'],
      ],
    ),
  ).toBe(['| client        |    x |', '| ------------- | ---: |', '| undici        |    1 |', '| a longer name | 12.5 |'].join('\n'))
})

test('figures show three digits', () => {
  expect([0.0123, 0.5, 1.234, 12.34, 123.4, 12_345.6].map(figure)).toEqual(['0.012', '0.500', '1.23', '12.3', '123', '12,346'])
  expect(percent(0.126)).toBe('13%')
})
