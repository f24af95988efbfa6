import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { sdkVersion } from './version.js'

test('the version in the User-Agent is that of the package', () => {
  const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'))
  expect(sdkVersion).toBe(`cos-typescript-sdk/${version}`)
})
