import { expect, test } from 'vitest'
import { hmacSha1 } from './hmac-sha1.js'
import { recordedCases } from './vectors.fixture.js'

test.each(recordedCases.map((recorded) => [recorded.id, recorded] as const))(
  '%s: the digest of the recorded text',
  async (_id, recorded) => {
    const digest = await hmacSha1(recorded.input.secretKey, recorded.expected.plainText)
    expect(Buffer.from(digest).toString('hex')).toBe(recorded.expected.hmacHex)
  },
)

test('text outside ASCII and keys longer than a block', async () => {
  const digest = await hmacSha1('钥'.repeat(40), '目录')
  expect(Buffer.from(digest).toString('hex')).toBe('78881b7371228214abd3d8e338551a281af49ce5')
})
