import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A local stand-in for the API of the key management service: it checks signatures and keeps keys. */
export async function startKmsStub(keys: { readonly secretId: string; readonly secretKey: string }) {
  const master = randomBytes(32)
  const requests: { readonly action: string; readonly body: Record<string, string> }[] = []
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString()
    const headers = request.headers as Record<string, string>
    const answer = (content: object) => {
      response.setHeader('content-type', 'application/json')
      response.end(JSON.stringify({ Response: { RequestId: 'stub-1', ...content } }))
    }
    const refuse = (Code: string, Message: string) => answer({ Error: { Code, Message } })
    if (headers['authorization'] !== expectedSignature(headers, text))
      return refuse('AuthFailure.SignatureFailure', 'The signature is wrong.')
    const body = JSON.parse(text) as Record<string, string>
    const action = headers['x-tc-action']!
    requests.push({ action, body })
    const context = Buffer.from(body['EncryptionContext'] ?? '')
    if (action === 'Encrypt') {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', master, nonce).setAAD(context)
      const sealed = [nonce, cipher.update(JSON.stringify([body['KeyId'], body['Plaintext']])), cipher.final(), cipher.getAuthTag()]
      return answer({ KeyId: body['KeyId'], CiphertextBlob: Buffer.concat(sealed).toString('base64') })
    }
    try {
      const blob = Buffer.from(body['CiphertextBlob']!, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', master, blob.subarray(0, 12)).setAAD(context).setAuthTag(blob.subarray(-16))
      const [KeyId, Plaintext] = JSON.parse(Buffer.concat([decipher.update(blob.subarray(12, -16)), decipher.final()]).toString())
      return answer({ KeyId, Plaintext })
    } catch {
      return refuse('InvalidParameterValue.InvalidCiphertext', 'The ciphertext is invalid.')
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return { endpoint, requests, close: () => new Promise((resolve) => server.close(resolve)) }

  /** TC3-HMAC-SHA256 as its documentation writes it down. */
  function expectedSignature(headers: Record<string, string>, body: string): string {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
    const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()
    const timestamp = headers['x-tc-timestamp']!
    const date = new Date(Number(timestamp) * 1000).toISOString().slice(0, 10)
    const canonical = [
      'POST',
      '/',
      '',
      `content-type:${headers['content-type']}`,
      `host:${headers['host']}`,
      `x-tc-action:${headers['x-tc-action']!.toLowerCase()}`,
      '',
      'content-type;host;x-tc-action',
      sha256(body),
    ].join('\n')
    const toSign = ['TC3-HMAC-SHA256', timestamp, `${date}/kms/tc3_request`, sha256(canonical)].join('\n')
    const signing = hmac(hmac(hmac(`TC3${keys.secretKey}`, date), 'kms'), 'tc3_request')
    const signature = createHmac('sha256', signing).update(toSign).digest('hex')
    return `TC3-HMAC-SHA256 Credential=${keys.secretId}/${date}/kms/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=${signature}`
  }
}
