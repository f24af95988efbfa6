import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barText } from './bar-text.js'

const mebibyte = 1024 ** 2
const state = { label: 'film.mov', doneBytes: 25 * mebibyte, totalBytes: 100 * mebibyte, elapsedMs: 5000, columns: 120 }

test('shows name, share, bytes, rate and the time that is left', () => {
  expect(barText(state)).toBe('film.mov  [######------------------]  25%  25.0 MiB of 100.0 MiB  5.0 MiB/s  0:15 left')
  expect(barText({ ...state, doneBytes: state.totalBytes })).toMatch(/100% .* {2}0:05$/)
  expect(barText({ ...state, totalBytes: undefined })).toBe('film.mov  25.0 MiB  5.0 MiB/s')
  expect(barText({ ...state, totalBytes: 0, doneBytes: 0, elapsedMs: 0 })).toMatch(/100%/)
  expect(barText({ ...state, label: 'a/very/long/path/to/film.mov', columns: 90 })).toMatch(/^….*film\.mov {2}\[/)
})

test('never is wider than the terminal', () => {
  const size = fc.maxSafeNat()
  fc.assert(
    fc.property(
      fc.string(),
      size,
      fc.option(size, { nil: undefined }),
      fc.nat(),
      fc.integer({ min: 1, max: 200 }),
      (label, doneBytes, totalBytes, elapsedMs, columns) => {
        expect(barText({ label, doneBytes, totalBytes, elapsedMs, columns }).length).toBeLessThanOrEqual(columns)
      },
    ),
  )
})
