import { CosClient, PutObjectCommand } from '@cos/core'

// What a page that only uploads bundles.

declare const setting: { readonly endpoint: string; readonly region: string; readonly credentials: { secretId: string; secretKey: string } }
declare const report: (name: string, problem: string | undefined) => Promise<void>

const client = new CosClient(setting)
const command = new PutObjectCommand({ bucket: 'page-1250000000', key: 'from a page', body: new Blob(['hello from a page']) })
await client.send(command).then(
  ({ etag }) => report('a page with one command uploads', etag ? undefined : 'it got no ETag'),
  (error: Error) => report('a page with one command uploads', error.message),
)
