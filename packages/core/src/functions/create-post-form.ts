import { type Credentials, type PostCondition, signPostPolicy } from '@cos/signer'
import { type Endpoint, endpointOf } from '../client/endpoint.js'
import { refuse } from '../errors/input-error.js'
import { checkBucket } from '../operation/address.js'

/** What a form may upload, and for how long. */
export interface CreatePostFormOptions {
  readonly credentials: Credentials
  readonly bucket: string
  /** Key of the object; `${filename}` in it stands for the name of the file. Exactly one of `key` and `keyPrefix`. */
  readonly key?: string | undefined
  /** The form says the key, which must begin so. */
  readonly keyPrefix?: string | undefined
  /** Further fields with one allowed value: `acl`, `Content-Type`, `x-cos-meta-…`, `success_action_status`, `success_action_redirect`. */
  readonly fields?: Readonly<Record<string, string>> | undefined
  /** Fields that the form adds, and how their values must begin: `{ 'Content-Type': 'image/' }`. */
  readonly startsWith?: Readonly<Record<string, string>> | undefined
  /** Greatest size of the file, in bytes. Default 5 GB, the greatest there is. */
  readonly maxSizeBytes?: number | undefined
  /** Least size of the file, in bytes. Default 0. */
  readonly minSizeBytes?: number | undefined
  /** Further conditions, as the policy has them. */
  readonly conditions?: readonly PostCondition[] | undefined
  /** How long the form is good for, in seconds. Default 900. */
  readonly expiresInSeconds?: number | undefined
  /** When that begins, Unix seconds. Default: now. */
  readonly startsAt?: number | undefined
  /** As the client's option. */
  readonly region?: string | undefined
  /** As the client's option. */
  readonly endpoint?: string | Endpoint | undefined
}

/** A form for a page to send: `<form method="post" action={url} enctype="multipart/form-data">`. */
export interface PostForm {
  /** Where it is sent. */
  readonly url: string
  /** Its hidden fields, to stand before the one of the file, whose name is `file`. */
  readonly fields: Readonly<Record<string, string>>
}

/**
 * Makes a form by which a page without keys uploads one file (POST Object). Its policy allows exactly what the options say.
 *
 * @throws InputError for options that cannot work, naming the member.
 */
export function createPostForm(options: CreatePostFormOptions): PostForm {
  const { credentials, key, keyPrefix, region, endpoint, expiresInSeconds = 900, startsAt } = options
  const bucket = checkBucket(options.bucket)
  if ((key === undefined) === (keyPrefix === undefined)) refuse('key', 'or keyPrefix is required, and not both')
  const { minSizeBytes = 0, maxSizeBytes = 5 * 1024 ** 3 } = options
  if (!(minSizeBytes >= 0 && maxSizeBytes >= minSizeBytes)) refuse('maxSizeBytes', 'must not be below minSizeBytes')
  // The service compares the key after it has put the file's name into it; a fixed beginning is what holds before and after.
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is what forms write
  const variable = key?.indexOf('${filename}') ?? -1
  const prefix = keyPrefix ?? (variable >= 0 ? key!.slice(0, variable) : undefined)
  const policy = {
    bucket,
    fields: { ...(prefix === undefined && { key: key! }), ...options.fields },
    startsWith: { ...(prefix !== undefined && { key: prefix }), ...options.startsWith },
    contentLengthRange: [minSizeBytes, maxSizeBytes] as const,
    conditions: options.conditions,
  }
  const { fields } = signPostPolicy(policy, credentials, { expiresInSeconds, startsAt })
  const { protocol, host, basePath = '' } = endpointOf(endpoint)({ bucket, region })
  return { url: `${protocol}//${host}${basePath}/`, fields: key === undefined ? fields : { key, ...fields } }
}
