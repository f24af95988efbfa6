import { bigBytes } from '../corpus.js'
import { type NodeKit, refused } from '../node-sdk.js'
import { digest } from '../ours/objects.js'
import { keyOf } from '../ours/server-encryption.js'
import { same } from '../report.js'

/** Objects that the service encrypts: with keys of its own, with keys of the key management service, and with the caller's. */
export async function drive({ sdk, at, check }: NodeKit): Promise<void> {
  const customer = (fill: number) => {
    const { algorithm, key, keyMd5 } = keyOf(fill)
    return { SSECustomerAlgorithm: algorithm, SSECustomerKey: key, SSECustomerKeyMD5: keyMd5 }
  }
  const encryptionOf = ({ headers }: Record<string, unknown>) => {
    const found = headers as Record<string, string>
    const name = 'x-cos-server-side-encryption'
    return [found[name], found[`${name}-cos-kms-key-id`], found[`${name}-customer-algorithm`], found[`${name}-customer-key-md5`]]
  }
  const read = async (Key: string, options = {}) => ((await sdk['getObject']!({ ...at, Key, ...options })) as { Body: Buffer }).Body

  for (const [Key, options, told] of [
    ['service', { ServerSideEncryption: 'AES256' }, ['AES256', undefined, undefined, undefined]],
    ['kms', { ServerSideEncryption: 'cos/kms', SSEKMSKeyId: 'key-1' }, ['cos/kms', 'key-1', undefined, undefined]],
    ['customer', customer(1), [undefined, undefined, 'AES256', keyOf(1).keyMd5]],
  ] as const) {
    await check(`writes and reads what is encrypted: ${Key}`, async () => {
      same(encryptionOf(await sdk['putObject']!({ ...at, Key, Body: 'secret', ...options })), told, 'PUT')
      const withKey = Key === 'customer' ? customer(1) : {}
      same(encryptionOf(await sdk['headObject']!({ ...at, Key, ...withKey })), told, 'HEAD')
      same((await read(Key, withKey)).toString(), 'secret')
      same((await read(Key, { ...withKey, Range: 'bytes=2-4' })).toString(), 'cre')
    })
  }
  await check('is refused a customer’s object without the key, and with another', async () => {
    same(await refused(read('customer')), [400, 'SsecDecryptHeaderInvalid'])
    same(await refused(read('customer', customer(2))), [400, 'SsecDecryptHeaderInvalid'])
  })
  await check('reads what our client encrypted', async () => {
    same((await read('ours', customer(3))).toString(), 'ours')
  })
  await check('copies a customer’s object to another key', async () => {
    const CopySource = `${at.Bucket}.cos.${at.Region}.myqcloud.com/customer`
    const header = 'x-cos-copy-source-server-side-encryption-customer'
    const { algorithm, key, keyMd5 } = keyOf(1)
    const source = { [`${header}-algorithm`]: algorithm, [`${header}-key`]: key, [`${header}-key-MD5`]: keyMd5 }
    await sdk['putObjectCopy']!({ ...at, Key: 'copy', CopySource, ...source, ...customer(2) })
    same((await read('copy', customer(2))).toString(), 'secret')
  })
  await check('uploads in parts under a customer’s key', async () => {
    const target = { ...at, Key: 'parts', ...customer(1) }
    const { UploadId } = await sdk['multipartInit']!(target)
    const Parts: unknown[] = []
    const bytes = bigBytes()
    for (const [PartNumber, first, end] of [
      [1, 0, 1024 ** 2],
      [2, 1024 ** 2, bytes.length],
    ] as const) {
      const Body = Buffer.from(bytes.subarray(first, end))
      const { ETag } = await sdk['multipartUpload']!({ ...target, UploadId, PartNumber, Body })
      Parts.push({ PartNumber, ETag })
    }
    await sdk['multipartComplete']!({ ...at, Key: 'parts', UploadId, Parts })
    same(digest(await read('parts', customer(1))), digest(bytes))
  })
}
