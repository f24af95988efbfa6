import { CosClient, CreateBucketCommand, PutObjectCommand } from '@cos/core'
import { type Account, localAccount } from '../account.js'
import { bucket } from '../local-server.fixture.js'
import { createLocalServer, type LocalServer } from '../local-server.js'
import type { LocalServerOptions } from '../local-server-options.js'

/** A user of the owner of the bucket. */
export const clerk: Account = { ...localAccount, uin: '100000000011', secretId: 'clerk-id', secretKey: 'clerk-key' }
/** Another account. */
export const stranger: Account = { appId: '1259999999', ownerUin: '100000000099', secretId: 'stranger-id', secretKey: 'stranger-key' }
/** A user of the other account. */
export const strangersClerk: Account = {
  ...stranger,
  uin: '100000000098',
  secretId: 'strangers-clerk-id',
  secretKey: 'strangers-clerk-key',
}

/** A server with a bucket that holds `a`, and those who come to it. */
export interface AccessWorld {
  readonly server: LocalServer
  readonly owner: CosClient
  /** A client of somebody. Nobody known when left out. */
  as(account?: Pick<Account, 'secretId' | 'secretKey' | 'securityToken'>): CosClient
}

/** Makes a world; `users` are further accounts. */
export async function accessWorld(users: readonly Account[] = [], options: LocalServerOptions = {}): Promise<AccessWorld> {
  const server = createLocalServer({ ...options, accounts: [localAccount, clerk, stranger, strangersClerk, ...users] })
  const settings = { transport: server.transport, region: server.region, retry: () => undefined } as const
  const as: AccessWorld['as'] = (credentials) => new CosClient({ ...settings, credentials: credentials ?? 'anonymous' })
  const owner = as(localAccount)
  await owner.send(new CreateBucketCommand({ bucket }))
  await owner.send(new PutObjectCommand({ bucket, key: 'a', body: 'text' }))
  return { server, owner, as }
}

/** What a call came to: `ok`, or the code of its error. */
export async function outcomeOf(call: Promise<unknown>): Promise<string> {
  return call.then(
    () => 'ok',
    (error: { readonly code?: string }) => error.code ?? String(error),
  )
}
