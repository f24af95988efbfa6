// The floor of encryption: what the runtime's own ciphers do in steps of one size, their results thrown away.
import { createCipheriv, randomBytes } from 'node:crypto'

/** `frees`: the memory of each result is given back at once, so that the next one finds it in the cache. */
export function cipher({ algorithm, sizeBytes, stepBytes, frees, isWeb }) {
  if (isWeb) return webCipher({ algorithm, sizeBytes, stepBytes })
  const encrypt = createCipheriv(`aes-256-${algorithm}`, randomBytes(32), randomBytes(algorithm === 'gcm' ? 12 : 16))
  const step = new Uint8Array(stepBytes).fill(7)
  const free = frees ? freeing() : () => {}
  const whole = () => {
    for (let done = 0; done < sizeBytes; done += stepBytes) free(encrypt.update(step))
    encrypt.final()
    return sizeBytes
  }
  return { whole }
}

async function webCipher({ algorithm, sizeBytes, stepBytes }) {
  const name = `AES-${algorithm.toUpperCase()}`
  const key = await crypto.subtle.generateKey({ name, length: 256 }, false, ['encrypt'])
  const step = new Uint8Array(stepBytes).fill(7)
  const free = freeing()
  const counters = algorithm === 'gcm' ? { iv: randomBytes(12) } : { counter: randomBytes(16), length: 64 }
  const whole = async () => {
    for (let done = 0; done < sizeBytes; done += stepBytes)
      free(new Uint8Array(await crypto.subtle.encrypt({ name, ...counters }, key, step)))
    return sizeBytes
  }
  return { whole }
}

function freeing() {
  if (ArrayBuffer.prototype.transfer) return ({ buffer }) => buffer.transfer(0)
  const { port1 } = new MessageChannel()
  port1.close()
  return ({ buffer }) => port1.postMessage(undefined, [buffer])
}
