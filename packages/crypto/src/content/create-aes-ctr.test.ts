import { InputError } from '@cos/core'
import { expect, test } from 'vitest'
import type { AesCtrOptions } from './aes-ctr.js'
import { createAesCtr } from './create-aes-ctr.js'

const key = new Uint8Array(32).fill(1)
const iv = new Uint8Array(16).fill(2)

test('begins at the beginning', async () => {
  const content = new Uint8Array(20)
  expect(await createAesCtr({ key, iv }).update(content)).toEqual(await createAesCtr({ key, iv, offsetBytes: 0 }).update(content))
})

test.each([
  ['key', { key: key.subarray(1), iv }],
  ['key', { key: 'k'.repeat(32), iv }],
  ['iv', { key, iv: new Uint8Array(12) }],
  ['iv', { key, iv: undefined }],
  ['offsetBytes', { key, iv, offsetBytes: -1 }],
  ['offsetBytes', { key, iv, offsetBytes: 1.5 }],
  ['offsetBytes', { key, iv, offsetBytes: 2 ** 53 }],
])('refuses %s %#', (member, options) => {
  const start = () => createAesCtr(options as unknown as AesCtrOptions)
  expect(start).toThrow(InputError)
  expect(start).toThrow(expect.objectContaining({ member }))
})
