import { CosClient, PutObjectCommand, type Signer } from '@cos/core'

// The page says what it is about to send; the back end decides, signs, and answers { "authorization": "…" }.
const signer: Signer = async (request) => {
  const { method, host, path, query, headers } = request
  const response = await fetch(new URL('/cos-sign', location.href), {
    method: 'POST',
    body: JSON.stringify({ method, host, path, query, headers }),
    signal: request.signal ?? null,
  })
  if (!response.ok) throw new Error(`Not signed: ${response.status}`)
  return { ...request, headers: { ...headers, ...(await response.json()) } }
}

const client = new CosClient({
  region: 'ap-guangzhou',
  signer,
  endpoint: new URL(location.href).searchParams.get('endpoint') ?? undefined,
})

export async function saveNote(key: string, text: string): Promise<void> {
  await client.send(new PutObjectCommand({ bucket: 'guide-1250000000', key, body: text }))
}
