import { expect, test } from 'vitest'
import * as node from './block-fingerprint-node.js'
import * as web from './block-fingerprint-web.js'

const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')

test.each([
  ['node', node.startFingerprints],
  ['web', web.startFingerprints],
])('%s: a fingerprint is that of its bytes, all of them, and of nothing else', async (_name, start) => {
  const fingerprint = start()
  const of = async (bytes: Uint8Array) => hex(await fingerprint(bytes))
  const bytes = new Uint8Array(70_001).map((_, index) => index * 31)
  expect(await of(bytes)).toBe(await of(bytes.slice()))
  for (const at of [0, 1, 16, 35_000, 70_000]) {
    expect(await of(bytes.map((byte, index) => (index === at ? byte ^ 1 : byte)))).not.toBe(await of(bytes))
  }
  expect(new Set([await of(bytes), await of(bytes.subarray(1)), await of(bytes.subarray(0, -1)), await of(new Uint8Array(0))]).size).toBe(4)
  // Another object's say nothing.
  expect(hex(await start()(bytes))).not.toBe(await of(bytes))
})
