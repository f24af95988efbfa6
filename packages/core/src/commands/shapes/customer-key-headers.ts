import { documented } from '#documented'
import { refuse } from '../../errors/input-error.js'
import { type HeaderSetSchema, headerSet } from '../../operation/header-set.js'
import type { CustomerKey } from './customer-key.js'

/** The three headers of a customer's key, with this in front of `algorithm`, `key` and `key-md5`. */
/* @__NO_SIDE_EFFECTS__ */
export function customerKeyHeaders(prefix: string): HeaderSetSchema<CustomerKey> {
  const names = [`${prefix}algorithm`, `${prefix}key`, `${prefix}key-md5`] as const
  return headerSet<CustomerKey>({
    names: documented(names),
    write: (value, member) => writeCustomerKey(value, member, prefix),
    read: documented((headers: Readonly<Record<string, string>>) => {
      const [algorithm, key, keyMd5] = names.map((name) => headers[name] ?? '')
      return algorithm || key || keyMd5 ? ({ algorithm, key, keyMd5 } as CustomerKey) : undefined
    }),
    sample: documented({ algorithm: 'AES256', key: 'MDEyMzQ1Njc4OUFCQ0RFRjAxMjM0NTY3ODlBQkNERUY=', keyMd5: 'U5L61r7jcwdNvT7frmUG8g==' }),
  })
}

/** Writes the headers of a customer's key. */
export function writeCustomerKey(value: CustomerKey, member: string, prefix: string): Record<string, string> {
  if (!value?.key || !value.keyMd5) refuse(member, 'must be made by customerKey(…)')
  return { [`${prefix}algorithm`]: 'AES256', [`${prefix}key`]: value.key, [`${prefix}key-md5`]: value.keyMd5 }
}
