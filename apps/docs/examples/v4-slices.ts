import { UploadFileCommand, V4Client } from '@cos/legacy-v4'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new V4Client({ appId: 1250000000, bucket: 'guide', region: 'gz', credentials: { secretId, secretKey }, endpoint })

const upload = {
  source: new Uint8Array(20 * 1024 * 1024),
  // Reads the source beforehand for its SHA-1: content the service has is not sent, and an interrupted upload goes on.
  instantUpload: true,
}
let sentBytes = 0
const onProgress = ({ transferredBytes }: { transferredBytes: number }) => (sentBytes = transferredBytes)
const first = await client.send(new UploadFileCommand({ ...upload, path: '/big.bin', onProgress }))
const second = await client.send(new UploadFileCommand({ ...upload, path: '/same.bin' }))
console.log(sentBytes, first.isInstant, second.isInstant)
