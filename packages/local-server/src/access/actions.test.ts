import { operations } from '@cos/core/operations'
import { expect, test } from 'vitest'
import { actions } from './actions.js'

test('every operation says which right it needs', () => {
  expect(operations.map(({ name }) => name).filter((name) => !Object.hasOwn(actions, name))).toEqual([])
})
