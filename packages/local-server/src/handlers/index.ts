import { createBucket } from './create-bucket.js'
import { getObject } from './get-object.js'
import type { Handler } from './handler.js'
import { putObject } from './put-object.js'

/** What this server does, by COS's name of the operation. */
export const handlers: Readonly<Record<string, Handler>> = {
  CreateBucket: createBucket,
  GetObject: getObject,
  PutObject: putObject,
}
