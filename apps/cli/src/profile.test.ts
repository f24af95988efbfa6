import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readSettings } from './profile.js'

let folder: string
let file: Record<string, string>
const work = { region: 'ap-beijing', endpoint: 'https://work.example.com', secretId: 'work-id', secretKey: 'work-key' }
const environment = { COS_REGION: 'ap-hongkong', COS_SECRET_ID: 'env-id', COS_SECRET_KEY: 'env-key', COS_SECURITY_TOKEN: 'env-token' }
const never = (text: string) => expect.unreachable(text)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cos-profile-'))
  file = { COS_CONFIG: join(folder, 'config.json') }
  const profiles = { default: { region: 'ap-shanghai', secretId: 'file-id', secretKey: 'file-key' }, work }
  await writeFile(file['COS_CONFIG']!, JSON.stringify({ profiles }), { mode: 0o600 })
})
afterAll(() => rm(folder, { recursive: true }))

test('without a file only the environment counts', async () => {
  expect(await readSettings({}, { COS_CONFIG: join(folder, 'none') }, never)).toEqual({
    region: undefined,
    endpoint: undefined,
    keys: undefined,
  })
})

test('the default profile fills what nothing else says', async () => {
  expect(await readSettings({}, file, never)).toEqual({
    region: 'ap-shanghai',
    endpoint: undefined,
    keys: { secretId: 'file-id', secretKey: 'file-key' },
  })
})

test('the environment stands before the default profile, and flags before both', async () => {
  const keys = { secretId: 'env-id', secretKey: 'env-key', securityToken: 'env-token' }
  expect(await readSettings({}, { ...file, ...environment }, never)).toEqual({ region: 'ap-hongkong', endpoint: undefined, keys })
  expect(await readSettings({ region: 'ap-tokyo' }, { ...file, ...environment }, never)).toMatchObject({ region: 'ap-tokyo', keys })
})

test('a profile named by flag stands before the environment, with its own keys and no token of others', async () => {
  const keys = { secretId: 'work-id', secretKey: 'work-key' }
  expect(await readSettings({ profile: 'work' }, { ...file, ...environment }, never)).toEqual({
    region: work.region,
    endpoint: work.endpoint,
    keys,
  })
})

test('a profile that is not there is an error that names those that are', async () => {
  await expect(readSettings({ profile: 'home' }, file, never)).rejects.toThrow(/no profile "home".*default, work/)
  await expect(readSettings({}, { ...file, COS_PROFILE: 'home' }, never)).rejects.toThrow(/no profile "home"/)
})
