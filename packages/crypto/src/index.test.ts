import { expect, test } from 'vitest'
import * as crypto from './index.js'

test('the public names', () => {
  expect(Object.keys(crypto).sort()).toMatchInlineSnapshot(`
    [
      "DecryptionError",
      "aesKey",
      "chunkedFormat",
      "createAesCtr",
      "encryption",
      "generateAesKey",
    ]
  `)
})
