// The browser SDK of COS, here in Node for its signature alone.
import { importPeer } from '../harness/peers.mjs'

export async function sign({ request, count, warmUp }) {
  const COS = (await importPeer('cos-js-sdk-v5')).default
  const { method, key, headers } = request
  const keys = { SecretId: 'AKIDbench', SecretKey: 'secret-of-the-bench' }
  const once = (index) => {
    const query = { ...request.query, partNumber: String(index) }
    return COS.getAuthorization({ ...keys, Method: method, Key: key, Query: query, Headers: headers, Expires: 900 })
  }
  for (let index = 0; index < warmUp; index++) once(index)
  const whole = () => {
    for (let index = 0; index < count; index++) once(index)
    return count
  }
  return { whole, sample: once(7) }
}
