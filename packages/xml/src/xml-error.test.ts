import { expect, test, vi } from 'vitest'
import { XmlError } from './xml-error.js'

test('an error of another copy of the package is one of ours, and no other error is', async () => {
  vi.resetModules()
  const copy = await import('./xml-error.js')
  expect(copy.XmlError).not.toBe(XmlError)
  expect(new copy.XmlError('is wrong') instanceof XmlError).toBe(true)
  for (const other of [new Error('XmlError'), undefined, null, 'XmlError']) expect(other instanceof XmlError).toBe(false)
})
