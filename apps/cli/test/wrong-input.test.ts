import { chmod, writeFile } from 'node:fs/promises'
import { CreateBucketCommand } from '@cos/core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Stage } from './cli.fixture.js'

let stage: Stage
beforeAll(async () => {
  stage = await Stage.open()
  await stage.client.send(new CreateBucketCommand({ bucket: stage.bucket }))
})
afterAll(() => stage.close())

describe('wrong usage ends with 2, says what to do, and sends nothing', () => {
  test.each([
    [[], /Usage: cos/],
    [['lss'], /unknown command 'lss'/],
    [['ls', '--nope'], /unknown option '--nope'/],
    [['cp', 'a'], /missing required argument 'target'/],
    [['cp', 'a', 'b'], /One side must be in COS/],
    [['cp', '.', 'cos://photos-1250000000'], /is a folder.*--recursive/],
    [['cp', '-', 'cos://photos-1250000000/'], /Standard input has no name/],
    [['cp', 'cos://photos-1250000000/x/', '.'], /whole folder.*--recursive/],
    [['cp', '-r', 'cos://photos-1250000000/x/', '-'], /cannot go to standard output/],
    [['cp', '--part-size', 'big', 'a', 'cos://photos-1250000000/'], /--part-size must be a size/],
    [['cp', '--jobs', '0', 'a', 'cos://photos-1250000000/'], /--jobs must be/],
    [['cp', '--metadata', 'x', 'a', 'cos://photos-1250000000/'], /name=value/],
    [['cat', 'cos://photos-1250000000'], /an object is wanted/],
    [['cat', 's3://bucket/key'], /not an address in COS/],
    [['cat', '--range', 'x', 'cos://photos-1250000000/a'], /not a range/],
    [['ls', 'cos://'], /names no bucket/],
    [['stat', 'cos://Photos/a'], /bucket: must be a full bucket name|bucket: must be the full bucket name/],
    [['mb', 'cos://photos-1250000000/key'], /a bucket is wanted/],
    [['presign', '--method', 'PATCH', 'cos://photos-1250000000/a'], /cannot be presigned/],
    [['presign', '--expires', '-5', 'cos://photos-1250000000/a'], /whole number of seconds/],
    [['presign', '--content-length', '5', 'cos://photos-1250000000/a'], /--content-length does not go with GET/],
    [['presign', '--method', 'PUT', '--content-length', '5KB', 'cos://photos-1250000000/a'], /whole number of bytes/],
    [['presign', '--method', 'PUT', '--version-id', 'x', 'cos://photos-1250000000/a'], /--version-id does not go with PUT/],
    [['presign', '--signed-host', 'https://cdn.example.com', 'cos://photos-1250000000/a'], /must be a host name/],
    [['local', '--port', 'x'], /--port/],
    [['ls', '--profile', 'none'], /no profile "none"/],
  ])('%j', async (words, message) => {
    const before = stage.answered.length
    const { exitCode, stdout, stderr } = await stage.run(words)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n {4}at /)
    expect({ exitCode, stdout }).toEqual({ exitCode: 2, stdout: '' })
    expect(stage.answered.length).toBe(before)
  })
})

describe('failures end with 1 and say what to do', () => {
  test.each([
    [['cp', 'missing', 'cos://photos-1250000000/'], {}, /There is no file or folder "missing"/],
    [['ls', 'cos://nope-1250000000'], {}, /NoSuchBucket.*There is no such bucket/s],
    [['cat', 'cos://photos-1250000000/none'], {}, /NoSuchKey.*There is no such object/s],
    [['cp', 'cos://photos-1250000000/none', '.'], {}, /There is no such object/],
    [['ls'], { COS_SECRET_KEY: 'wrong-key-of-mine' }, /secret key is not that of the secret id/],
    [['ls'], { COS_SECRET_ID: 'AKIDnobody' }, /does not know this secret id/],
    [['ls'], { COS_ENDPOINT: 'http://127.0.0.1:1' }, /refused.*--endpoint/],
  ])('%j', async (words, environment, message) => {
    const { exitCode, stdout, stderr } = await stage.run(words, '', environment as Record<string, string>)
    expect(stderr).toMatch(message)
    expect(stderr).not.toMatch(/\n {4}at |wrong-key-of-mine|local-server-secret-key/)
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: '' })
    const json = await stage.run(['--json', ...words], '', environment as Record<string, string>)
    expect(JSON.parse(json.stderr)).toMatchObject({ error: { code: expect.any(String), message: expect.stringMatching(message) } })
    expect(json.stdout).toBe('')
  })
})

describe('settings', () => {
  const bare = { COS_SECRET_ID: '', COS_SECRET_KEY: '', COS_REGION: '' }

  test('without keys the way to give them is told', async () => {
    const { exitCode, stderr } = await stage.run(['ls'], '', bare)
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/COS_SECRET_ID and COS_SECRET_KEY.*cos local/)
  })

  test('without region or endpoint the way to give one is told', async () => {
    const { exitCode, stderr } = await stage.run(['ls', stage.uri], '', { COS_REGION: '', COS_ENDPOINT: '' })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/region: .*--region/)
  })

  test('half a pair of keys is refused', async () => {
    const { exitCode, stderr } = await stage.run(['ls'], '', { COS_SECRET_KEY: '' })
    expect(exitCode).toBe(2)
    expect(stderr).toMatch(/only one of COS_SECRET_ID and COS_SECRET_KEY/)
  })

  test('keys in a file that others can read are not used', async () => {
    const { secretId, secretKey } = stage.server.credentials
    const path = stage.environment['COS_CONFIG']!
    await writeFile(path, JSON.stringify({ profiles: { default: { secretId, secretKey, region: 'ap-guangzhou' } } }))
    await chmod(path, 0o644)
    const refused = await stage.run(['ls'], '', bare)
    expect(refused).toMatchObject({ exitCode: 2, stderr: expect.stringMatching(/Others can read.*chmod 600/) })
    await chmod(path, 0o600)
    expect(await stage.run(['ls'], '', bare)).toMatchObject({ exitCode: 0, stderr: '' })
    await writeFile(path, `{"secretKey":"${secretKey}",`)
    const broken = await stage.run(['ls'], '', bare)
    expect(broken.exitCode).toBe(2)
    expect(broken.stderr).not.toContain(secretKey)
  })
})

test.each([['--help'], ['help'], ['cp', '--help'], ['help', 'cp'], ['--version']])(
  '%s %s writes to standard output and is no failure',
  async (...words) => {
    const { exitCode, stdout, stderr } = await stage.run(words.filter((word) => word !== undefined))
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
    if (words.includes('cp')) expect(stdout).toMatch(/Examples:\n {2}# .*\n {2}\$ cos cp/)
  },
)
