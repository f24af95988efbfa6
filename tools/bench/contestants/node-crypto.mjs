// The floor of encryption: what `node:crypto` does in steps of one size, its results thrown away.
import { createCipheriv, randomBytes } from 'node:crypto'

export function cipher({ algorithm, sizeBytes, stepBytes }) {
  const encrypt = createCipheriv(`aes-256-${algorithm}`, randomBytes(32), randomBytes(algorithm === 'gcm' ? 12 : 16))
  const step = new Uint8Array(stepBytes).fill(7)
  const whole = () => {
    for (let done = 0; done < sizeBytes; done += stepBytes) encrypt.update(step)
    encrypt.final()
    return sizeBytes
  }
  return { whole }
}
