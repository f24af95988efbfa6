import { expect, test } from 'vitest'
import * as legacyV4 from './index.js'

test('the public names', () => {
  expect(Object.keys(legacyV4).sort()).toMatchInlineSnapshot(`
    [
      "signV4",
    ]
  `)
})
