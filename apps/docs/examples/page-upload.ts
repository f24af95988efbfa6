import { CosClient, cached, createXhrTransport } from '@cos/core'
import { upload } from '@cos/transfer'

const client = new CosClient({
  region: 'ap-guangzhou',
  // Temporary keys from your back end. `cached` asks again shortly before they expire, and once however many parts are waiting.
  credentials: cached(async () => {
    const response = await fetch(new URL('/cos-credentials', location.href))
    if (!response.ok) throw new Error(`No credentials: ${response.status}`)
    const { secretId, secretKey, securityToken, expiresAt } = await response.json()
    return { secretId, secretKey, securityToken, expiresAt: new Date(expiresAt) }
  }),
  // Tells how many bytes have left, so that progress moves within a part. Without it pages use `fetch`, which does not tell.
  transport: createXhrTransport(),
  endpoint: new URL(location.href).searchParams.get('endpoint') ?? undefined,
})

export async function uploadFile(file: File, signal: AbortSignal): Promise<void> {
  await upload(client, {
    bucket: 'guide-1250000000',
    key: `uploads/${file.name}`,
    source: file,
    signal,
    onProgress: ({ transferredBytes, totalBytes }) => console.log(`${transferredBytes} of ${totalBytes}`),
  })
}
