import { readKeyFile } from '#read-key-file'
import { type AesKey, aesKey } from './aes-key.js'
import { type RsaKey, rsaKey } from './rsa-key.js'

/** Options of {@link aesKeyFile}. */
export interface AesKeyFileOptions {
  /** A file that holds the base64 of the key, or its 32 bytes. */
  readonly path: string | URL
  /** Names the key in envelopes. Default `default`. */
  readonly id?: string | undefined
}

/** Reads an AES master key from a file. A file that is not there is an `InputError`; no key is ever made in its place. Node only. */
export async function aesKeyFile({ path, id }: AesKeyFileOptions): Promise<AesKey> {
  const bytes = await readKeyFile(path, 'path')
  return aesKey({ key: bytes.byteLength === 32 ? bytes : new TextDecoder().decode(bytes), id })
}

/** Options of {@link rsaKeyFiles}. */
export interface RsaKeyFilesOptions {
  /** PEM or DER. Default: the public half of the private key. */
  readonly publicKeyPath?: string | URL | undefined
  /** PEM or DER; needed for reading only. */
  readonly privateKeyPath?: string | URL | undefined
  /** Opens an encrypted private key. */
  readonly passphrase?: string | undefined
  /** Names the key in envelopes. Default `default`. */
  readonly id?: string | undefined
}

/** Reads an RSA master key from its files. A file that is not there is an `InputError`; no key is ever made in its place. Node only. */
export async function rsaKeyFiles({ publicKeyPath, privateKeyPath, passphrase, id }: RsaKeyFilesOptions): Promise<RsaKey> {
  const read = async (path: string | URL | undefined, member: string) => {
    const bytes = path === undefined ? undefined : await readKeyFile(path, member)
    const text = bytes && new TextDecoder().decode(bytes)
    return text?.includes('-----BEGIN') ? text : bytes
  }
  const publicKey = await read(publicKeyPath, 'publicKeyPath')
  const privateKey = await read(privateKeyPath, 'privateKeyPath')
  return privateKey ? rsaKey({ publicKey, privateKey, passphrase, id }) : rsaKey({ publicKey: publicKey ?? '', id })
}
