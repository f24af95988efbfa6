import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { CosClient, CreateBucketCommand, crc64, decodeMetadata, GetObjectCommand, HeadObjectCommand } from '@cos/core'
import { createLocalServer } from '@cos/local-server'
import { afterAll, beforeAll, expect, test } from 'vitest'
// @boundaries-ignore the one certificate of the repository; it is no secret
import { certificate } from '../../../tools/interop/certificate.js'
import { type ExampleSetting, runExample } from './run-example.js'

const server = createLocalServer()
const client = new CosClient({ region: server.region, credentials: server.credentials, transport: server.transport })
const bucket = 'guide-1250000000'
let setting: ExampleSetting

beforeAll(async () => {
  const { url } = await server.listen()
  await client.send(new CreateBucketCommand({ bucket }))
  const { secretId, secretKey } = server.credentials
  const environment = { COS_ENDPOINT: url, COS_REGION: server.region, COS_SECRET_ID: secretId, COS_SECRET_KEY: secretKey }
  setting = { folder: await mkdtemp(path.join(tmpdir(), 'cos-examples-')), environment }
})

afterAll(async () => {
  await server.close()
  await rm(setting.folder, { recursive: true, force: true })
})

async function stored(key: string): Promise<string> {
  const { body } = await client.send(new GetObjectCommand({ bucket, key }))
  return body.text()
}

test('the first program uploads, lists and downloads', async () => {
  expect(await runExample('first-program.ts', setting)).toBe('notes/hello.txt 12\n')
  expect(await readFile(path.join(setting.folder, 'hello.txt'), 'utf8')).toBe('Hello, COS!\n')
})

test('lists are walked through, folded, and gone on with at a cursor', async () => {
  expect(await runExample('objects-list.ts', setting)).toBe(
    '20 bytes\n2025/ 2026/ | notes.txt\nnoted ListObjects?marker=2026%2Fc.txt\nnotes.txt\n',
  )
})

test('an upload that was ended goes on', async () => {
  expect(await runExample('resume.ts', setting)).toBe(
    'the lid was closed\nthree parts or more were there\n5 parts, checked: true\n41943040 bytes back\n',
  )
})

test('a copy that was ended goes on', async () => {
  expect(await runExample('resume-copy.ts', setting)).toBe('the lid was closed\nfour parts or more were there\n6 parts, checked: true\n')
})

test('a folder whose upload was ended goes on in the middle of a large file', async () => {
  expect(await runExample('resume-folder.ts', setting)).toBe(
    'the lid was closed\n2 written, 0 failed, and at most half of the parts sent\n2 came back\n',
  )
})

test('a folder is synchronised, by way of a plan, and comes back', async () => {
  expect(await runExample('sync.ts', setting)).toMatchInlineSnapshot(`
    "2 written, 0 failed
    delete css/main.css
    1 deleted, 1 unchanged
    1 came back
    "
  `)
  expect(await stored('trash/css/main.css')).toBe('h1 { color: teal }')
})

test('errors are told apart', async () => {
  expect(await runExample('errors.ts', setting)).toMatchInlineSnapshot(`
    "undefined
    NoSuchBucket 404 GetObject
    InvalidInput bucket
    "
  `)
})

test('a failure that passes is repeated, and an abort ends the wait', async () => {
  server.script.next({ operation: 'HeadBucket', status: 503, code: 'ServiceUnavailable', times: 2 })
  expect(await runExample('retries.ts', setting)).toMatchInlineSnapshot(`
    "HeadBucket, attempt 1 failed
    HeadBucket, attempt 2 failed
    The user left the page.
    "
  `)
})

test('objects are written, added to and linked', async () => {
  const output = await runExample('objects-write.ts', setting)
  expect(output).toBe(`stored ${crc64(new TextEncoder().encode('from disk'))}\nsomebody else was faster\none\ntwo\n\n`)
  const { metadata, storageClass } = await client.send(new HeadObjectCommand({ bucket, key: 'report.html' }))
  expect([decodeMetadata(metadata), storageClass]).toEqual([{ author: 'Zoë' }, 'STANDARD_IA'])
})

test('objects are read whole, in part, and only when they changed', async () => {
  expect(await runExample('objects-read.ts', setting)).toMatchInlineSnapshot(`
    "12 Hello, world
    bytes 0-4/12: Hello
    bytes 7-11/12: world
    not changed
    text/plain
    false
    attachment; filename="hello.txt"
    "
  `)
})

test('objects change in place and keep what was not changed', async () => {
  expect(await runExample('objects-change.ts', setting)).toMatchInlineSnapshot(`
    "web final STANDARD_IA
    [ { key: 'project', value: 'atlas' } ]
    []
    "
  `)
})

test('an object under a lock cannot be deleted', async () => {
  expect(await runExample('objects-lock.ts', setting)).toBe('true\n')
})

test('a form uploads a file', async () => {
  expect(await runExample('objects-form.ts', setting)).toBe(
    '<form method="post" action="…" enctype="multipart/form-data" accept-charset="utf-8">\n201\n',
  )
  expect(await stored('from a form/Grüße.png')).toBe('a picture')
})

test('an object is fetched from a URL', async () => {
  expect(await runExample('objects-fetch-task.ts', setting)).toBe('from elsewhere\n')
})

test('versions come back, and so does what was archived', async () => {
  expect(await runExample('versions-and-archive.ts', setting)).toMatchInlineSnapshot(`
    "DeleteMarker true
    Version false
    Version false
    second
    from the cold
    "
  `)
})

test('a list, a policy and temporary credentials open as much as they say', async () => {
  expect(await runExample('access.ts', setting)).toMatchInlineSnapshot(`
    "logo.svg
    reports/2026.csv
    reports/2026.csv true policy of the bucket partners
    uploads/old false nothing undefined
    "
  `)
})

test('what a bucket is told, visitors see', async () => {
  expect(await runExample('configurations.ts', setting)).toMatchInlineSnapshot(`
    "https://www.shop.example ETag
    200 403
    200
    index.html 1 undefined 0
    "
  `)
})

test('a query gives records and figures', async () => {
  expect(await runExample('select.ts', setting)).toBe('{"city":"Rome","double":25}\n{"city":"Rome","double":60}\n36 bytes were read\n')
})

test('a presigned URL uploads without keys', async () => {
  expect(await runExample('presign.ts', setting)).toBe('200\n')
  expect(await stored('from-a-page.txt')).toBe('sent without keys')
})

test('an operation of our own is sent like any other', async () => {
  expect(await runExample('own-operation.ts', setting)).toBe('NotImplemented 501\n')
})

test('what time brings is seen by moving the clock', async () => {
  expect(await runExample('thirty-days-later.ts', setting)).toBe('thirty days later, the log is gone\n')
})

test('a header of our own travels with PutObject', async () => {
  expect(await runExample('own-header.ts', setting)).toBe('11051210869376104954\n')
})

test('middleware sees each command and each attempt', async () => {
  expect(await runExample('middleware.ts', setting)).toBe('PutObject attempt 1 → 200\nstored audited.txt\n')
})

test('what is encrypted comes back, and COS has something else', async () => {
  expect(await runExample('encryption.ts', setting)).toBe("diary { owner: 'ada' }\n47 owner,cos-encryption\n")
})

test('an object gets another master key', async () => {
  expect(await runExample('encryption-rotate.ts', setting)).toBe('signed\nsigned\n')
})

test('an object of the Python client is read and written anew', async () => {
  expect(await runExample('encryption-formats.ts', setting)).toBe('hello from Python\n')
})

test('a page encrypts with the operations that it names', async () => {
  expect(await runExample('encryption-page.ts', setting)).toBe('from a page\n')
})

test('the embedded server serves a test', async () => {
  expect(await runExample('embedded-server.ts', setting)).toMatch(/# pass 2\n# fail 0\n/)
})

test('files of the older API are uploaded, changed, moved and downloaded', async () => {
  expect(await runExample('v4-files.ts', setting)).toMatchInlineSnapshot(`
    "-177 FileAlreadyExists
    11 c1928d3e2d911ee18bfab4cd24263409f0d20774 Cache-Control Content-Type
    "
  `)
  expect(await readFile(path.join(setting.folder, 'moved.txt'), 'utf8')).toBe('Hello, V4!\n')
})

test('folders of the older API are made, listed, and deleted when empty', async () => {
  expect(await runExample('v4-folders.ts', setting)).toMatchInlineSnapshot(`
    "autumn
    2015/ folder
    b.jpg 5
    -173 ERROR_CMD_COS_FOLDER_NOTEMPTY
    "
  `)
})

test('the older API signs in three ways', async () => {
  expect(await runExample('v4-signatures.ts', setting)).toMatchInlineSnapshot(`
    "guide-1250000000.cosgz.myqcloud.com
    true
    "
  `)
})

test('a large file goes in slices, and content that is there is not sent again', async () => {
  expect(await runExample('v4-slices.ts', setting)).toMatchInlineSnapshot(`
    "20971520 false true
    "
  `)
})
test('an upload is made step by step, and one is given up', async () => {
  expect(await runExample('parts.ts', setting)).toMatchInlineSnapshot(`
    "[ [ 1, 1048576 ], [ 2, 7 ] ]
    1048583
    given up again.mp4
    "
  `)
})

test('objects grow, move, are tagged, opened, linked and deleted', async () => {
  expect(await runExample('single-objects.ts', setting)).toMatchInlineSnapshot(`
    "[ { key: 'project', value: 'apollo' } ]
    [ 'FULL_CONTROL', 'READ' ]
    today.log
    3 0
    "
  `)
})

test('settings of a bucket are made and read', async () => {
  expect(await runExample('bucket-settings.ts', setting)).toMatchInlineSnapshot(`
    "ap-guangzhou
    [ { key: 'team', value: 'maps' } ]
    [ 'settings-1250000000' ]
    [ 'FULL_CONTROL', 'READ' ]
    { applyServerSideEncryptionByDefault: { sseAlgorithm: 'AES256' } }
    Enabled
    Enabled
    "
  `)
})

test('objects nobody reads sink, and come back', async () => {
  expect(await runExample('intelligent-tiering.ts', setting)).toMatchInlineSnapshot(`
    "{ days: 30, requestFrequent: 1 }
    { prefix: 'films/' }
    30 INFREQUENT
    0 FREQUENT
    90 ARCHIVE_ACCESS
    0
    "
  `)
})

test('buckets are guarded', async () => {
  expect(await runExample('bucket-guards.ts', setting)).toMatchInlineSnapshot(`
    "[ [ 'PUT' ] ]
    https://www.shop.example
    [ '*.shop.example' ]
    {
      version: '2.0',
      statement: [
        {
          effect: 'allow',
          principal: [Object],
          action: [Array],
          resource: [Array]
        }
      ]
    }
    { defaultRetention: { days: 30 } }
    COMPLIANCE
    "
  `)
})

test('buckets have addresses', async () => {
  const environment = { ...setting.environment, CERTIFICATE: certificate, CERTIFICATE_KEY: 'only the server reads it' }
  expect(await runExample('bucket-addresses.ts', { ...setting, environment })).toMatchInlineSnapshot(`
    "sorry.html
    [ [ 'files.example.com', 'WEBSITE' ] ]
    Enabled
    [ 'Mirror' ]
    "
  `)
})

test('buckets are kept in order', async () => {
  expect(await runExample('bucket-upkeep.ts', setting)).toMatchInlineSnapshot(`
    "[ [ 'age', 365 ] ]
    [ 'deeds/' ]
    access/
    { frequency: 'Weekly' }
    [ 'weekly' ]
    "
  `)
})

test('a live channel is made, switched and looked at, and gives playlists', async () => {
  expect(await runExample('live-channel.ts', setting)).toMatchInlineSnapshot(`
    "1 1
    Enabled
    Idle
    []
    [ 'door' ]
    #EXTM3U
    application/vnd.apple.mpegurl
    Disabled
    "
  `)
})
