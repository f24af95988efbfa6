import { expect, test } from 'vitest'
import * as names from './index.js'

test('the public names are these', () => {
  expect(Object.keys(names)).toMatchInlineSnapshot(`
    [
      "authorize",
      "cached",
      "diff",
      "percentEncode",
      "encodePath",
      "explain",
      "isSignatureField",
      "isSignedHeader",
      "parseTarget",
      "signPostPolicy",
      "presign",
      "presignUrl",
      "readHttpString",
      "sign",
      "signRtmpUrl",
      "signUnchecked",
      "SignerError",
      "verify",
      "verifyPostPolicy",
    ]
  `)
})
