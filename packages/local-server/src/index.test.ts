import { expect, test } from 'vitest'
import * as localServer from './index.js'

test('the public names are these', () => {
  expect(Object.keys(localServer).sort()).toMatchInlineSnapshot(`
    [
      "BodyFailure",
      "createLocalServer",
      "createMemoryStore",
      "localAccount",
      "openDiskStore",
      "openLocalServer",
      "requestLine",
      "runLocalServer",
      "virtualClock",
    ]
  `)
})
