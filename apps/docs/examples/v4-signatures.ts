import { signV4, UploadFileCommand, V4Client } from '@cos/legacy-v4'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new V4Client({ appId: 1250000000, bucket: 'guide', region: 'gz', credentials: { secretId, secretKey }, endpoint })
await client.send(new UploadFileCommand({ path: '/private.txt', source: new TextEncoder().encode('for a while'), insertOnly: false }))

// A URL that anybody can use for ten minutes.
const url = await client.signDownloadUrl({ path: '/private.txt' }, { expiresInSeconds: 600 })
console.log(new URL(url).host)

// The three signatures themselves, for requests of your own.
const fields = { appId: 1250000000, bucket: 'guide', secretId, path: '/private.txt' }
const expiresAt = Math.floor(Date.now() / 1000) + 600
const more = await signV4({ ...fields, kind: 'more', expiresAt }, secretKey)
const once = await signV4({ ...fields, kind: 'once' }, secretKey)
const download = await signV4({ ...fields, kind: 'download', expiresAt }, secretKey)
console.log([more, once, download].every((sign) => sign.length > 100))
