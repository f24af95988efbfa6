import { expect, test } from 'vitest'
import * as crypto from './index.js'

test('the public names', () => {
  expect(Object.keys(crypto).sort()).toMatchInlineSnapshot(`
    [
      "DecryptionError",
      "aesKey",
      "aesKeyFile",
      "chunkedFormat",
      "createAesCtr",
      "encryptedCopies",
      "encryptedReads",
      "encryptedUploads",
      "encryptedWrites",
      "encryption",
      "encryptionOf",
      "generateAesKey",
      "javaGcmFormat",
      "kmsKey",
      "rewrap",
      "rsaKey",
      "rsaKeyFiles",
      "tencentKms",
      "unauthenticatedGoJavaFormat",
      "unauthenticatedJavaCbcFormat",
      "unauthenticatedPythonFormat",
    ]
  `)
})
