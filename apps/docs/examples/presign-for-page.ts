import { CosClient, presignMultipart } from '@cos/core'

const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '', COS_ENDPOINT: endpoint } = process.env
const client = new CosClient({ region: 'ap-guangzhou', credentials: { secretId, secretKey }, endpoint })

/** Answers `POST /cos-upload`: begins an upload, or goes on with one, and signs the URLs a page needs for it. */
export async function presignForPage(message: Request): Promise<Response> {
  const { name, sizeBytes, uploadId }: { name: string; sizeBytes: number; uploadId?: string } = await message.json()
  if (!/^\w[\w. -]*$/.test(name) || sizeBytes > 10 * 1024 ** 3) return new Response('Not this file.', { status: 403 })
  const kit = await presignMultipart(client, {
    bucket: 'guide-1250000000',
    key: `films/${name}`,
    sizeBytes,
    uploadId,
    expiresInSeconds: 3600,
  })
  return Response.json(kit)
}
