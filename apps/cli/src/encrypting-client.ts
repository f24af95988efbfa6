import { readFile } from 'node:fs/promises'
import { type CosClient, InputError } from '@cos/core'
import { UsageError } from './usage-error.js'

/** Makes a client that encrypts what it writes and decrypts what it reads, with the AES or RSA master key of a file. */
export async function encryptingClient(client: CosClient, path: string): Promise<CosClient> {
  const { aesKeyFile, encryption, rsaKeyFiles } = await import('@cos/crypto')
  try {
    const isPem = (await readFile(path, 'latin1')).includes('-----BEGIN')
    const passphrase = process.env['COS_ENCRYPT_KEY_PASSPHRASE']
    const keys = isPem ? await rsaKeyFiles({ privateKeyPath: path, passphrase }) : await aesKeyFile({ path })
    return client.with(encryption({ keys }))
  } catch (error) {
    // What went wrong with a key is told without any of its bytes.
    const reason = error instanceof InputError ? error.message : (error as NodeJS.ErrnoException).code
    throw new UsageError(`The key in --encrypt-key-file cannot be used: ${reason ?? 'it cannot be read'}.`)
  }
}
