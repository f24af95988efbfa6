import { type SignableRequest, sign } from '@cos/signer'

/** Answers `POST /cos-sign`: looks at what a page wants to send, and signs it or not. */
export async function signForPage(message: Request): Promise<Response> {
  const { COS_SECRET_ID: secretId = '', COS_SECRET_KEY: secretKey = '' } = process.env
  const { method, host, path, query, headers }: SignableRequest = await message.json()
  if (method !== 'PUT' || !path.includes('/notes/')) return new Response('Only notes may be written.', { status: 403 })
  const request: SignableRequest = { method, path, query, headers: { ...headers, host } }
  return Response.json({ authorization: sign(request, { secretId, secretKey }, { expiresInSeconds: 60 }) })
}
