// Sends signed requests to a server: `node load.mjs <cos|s3> <PUT|GET> <origin> <count> <concurrency>`.
// All are signed before the first is sent. The bucket of a PUT is made first, where it is not there.
import { createHash, createHmac } from 'node:crypto'
import { sign } from '@cos/signer'
import { Pool } from 'undici'

const [dialect, method, origin, count, concurrency] = process.argv.slice(2)
const host = new URL(origin).host
const body = method === 'PUT' ? Buffer.alloc(4096, 7) : undefined
const signers = { cos: signForCos, s3: signForS3 }
const requests = Array.from({ length: Number(count) }, (_, index) => {
  const path = `/${dialect === 'cos' ? 'bench-1250000000' : 'bench'}/object-${index}`
  return { method, path, body, headers: signers[dialect](path) }
})

const pool = new Pool(origin, { connections: Number(concurrency) })
if (dialect === 'cos' && method === 'PUT') {
  const path = '/bench-1250000000/'
  const made = await pool.request({ method, path, headers: signForCos(path, '0') })
  await made.body.dump()
}
let next = 0
const startedAt = performance.now()
await Promise.all(
  Array.from({ length: Number(concurrency) }, async () => {
    while (next < requests.length) {
      const response = await pool.request(requests[next++])
      const bytes = await response.body.bytes()
      const isRight = response.statusCode === 200 && (method === 'PUT' || bytes.length === 4096)
      if (!isRight) throw new Error(`${method} was answered with ${response.statusCode}: ${Buffer.from(bytes).toString().slice(0, 500)}`)
    }
  }),
)
process.stdout.write(`${JSON.stringify({ wallSeconds: (performance.now() - startedAt) / 1000 })}\n`)
await pool.close()

function signForCos(path, length = body ? String(body.length) : undefined) {
  const headers = length ? { host, 'content-length': length } : { host }
  const credentials = { secretId: 'AKIDbench', secretKey: 'secret-of-the-bench' }
  return { host, authorization: sign({ method, path, headers }, credentials, { expiresInSeconds: 3600 }) }
}

/** Signature version 4 of AWS, the body left out, as over TLS. */
function signForS3(path) {
  const time = new Date().toISOString().replace(/[-:]|\.\d+/g, '')
  const headers = { host, 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD', 'x-amz-date': time }
  const names = Object.keys(headers).join(';')
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}\n`)
  const canonical = [method, path, '', lines.join(''), names, 'UNSIGNED-PAYLOAD'].join('\n')
  const scope = `${time.slice(0, 8)}/us-east-1/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', time, scope, createHash('sha256').update(canonical).digest('hex')].join('\n')
  const hmac = (key, data) => createHmac('sha256', key).update(data).digest()
  const key = [...scope.split('/')].reduce(hmac, 'AWS4S3RVER')
  const authorization = `AWS4-HMAC-SHA256 Credential=S3RVER/${scope}, SignedHeaders=${names}, Signature=${hmac(key, text).toString('hex')}`
  return { ...headers, authorization }
}
