import { expect, test, vi } from 'vitest'
import { SignerError } from './signer-error.js'

test('an error of another copy of the package is one of ours, and no other error is', async () => {
  vi.resetModules()
  const copy = await import('./signer-error.js')
  expect(copy.SignerError).not.toBe(SignerError)
  expect(new copy.SignerError('region', 'is wrong') instanceof SignerError).toBe(true)
  for (const other of [new Error('SignerError'), undefined, null, 'SignerError']) expect(other instanceof SignerError).toBe(false)
})
