import { execFile } from 'node:child_process'
import dns from 'node:dns'
import { existsSync, readdirSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { promisify } from 'node:util'
import type { CosClient } from '@cos/core'
import type { Account } from '@cos/local-server'
import type { Credentials } from '@cos/signer'
import type { Report } from './report.js'

const version = '3.0.0'

/** Just as much of the official SDK's interface as is used here. */
export interface OfficialClient {
  [method: string]: (params: Record<string, unknown>, callback?: unknown) => Promise<Record<string, unknown>>
}
/** The class the official SDK exports. */
export interface OfficialSdk {
  new (options: Record<string, unknown>): OfficialClient
  getAuthorization(options: Record<string, unknown>): string
}

/** Installs the official SDK for Node into the cache and loads it. */
export async function loadNodeSdk(cache: string): Promise<OfficialSdk> {
  const folder = path.join(cache, 'node')
  if (!existsSync(path.join(folder, 'node_modules', 'cos-nodejs-sdk-v5', 'package.json'))) {
    await mkdir(folder, { recursive: true })
    await writeFile(path.join(folder, 'package.json'), '{ "private": true }')
    const options = ['--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error']
    await promisify(execFile)('npm', ['install', ...options, `cos-nodejs-sdk-v5@${version}`], { cwd: folder })
  }
  return createRequire(path.join(folder, 'package.json'))('cos-nodejs-sdk-v5') as OfficialSdk
}

/** Where the server is, and what it lets in. */
export interface Setting {
  readonly port: number
  readonly region: string
  readonly credentials: Credentials
  /** An account that owns nothing the topics make. */
  readonly other: Account
  /** Credentials of the first account that end. */
  readonly temporary: Account
  /** A folder for files. */
  readonly cache: string
  /** A bucket our client filled with the corpus. */
  readonly ours: string
}

/** What a topic works with. */
export interface NodeKit extends Setting {
  readonly Sdk: OfficialSdk
  /** The official client. */
  readonly sdk: OfficialClient
  /** Makes another one, with other options. */
  sdkWith(options: Record<string, unknown>): OfficialClient
  /** The topic's own bucket, as the official SDK names one. */
  readonly at: { readonly Bucket: string; readonly Region: string }
  /** Our client, for a look at the same things. */
  readonly client: CosClient
  /** Runs one check; it fails when it throws. */
  check(name: string, work: () => unknown): Promise<void>
}

/** Sends the SDK's requests to its usual hosts, all of which are this machine. */
export function resolveEverythingHere(): void {
  dns.lookup = ((_: string, options: unknown, callback: unknown) => {
    const done = (callback ?? options) as (error: null, address: unknown, family?: number) => void
    const isAll = typeof options === 'object' && options !== null && (options as { all?: boolean }).all === true
    process.nextTick(() => (isAll ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4)))
  }) as typeof dns.lookup
}

/** The status and the code of the error that the official SDK must end with. */
export async function refused(work: Promise<unknown>): Promise<readonly [number | undefined, string | undefined]> {
  const error = await work.then(
    () => undefined,
    (caught: { statusCode?: number; code?: string }) => caught,
  )
  if (error === undefined) throw new Error('It did not fail.')
  return [error.statusCode, error.code]
}

/** The bucket of a topic, which our client makes beforehand. */
export const topicBucket = (sdk: string, topic: string): string => `${sdk}-${topic}-1250000000`

/** The topics there are, by the names of their files. */
export const nodeTopics = (): readonly string[] =>
  readdirSync(new URL('node/', import.meta.url))
    .map((file) => path.basename(file, '.ts'))
    .sort()

/** Runs topics of the folder `node`, each in a bucket of its own. */
export async function driveNodeSdk(
  Sdk: OfficialSdk,
  setting: Setting,
  topics: readonly string[],
  client: CosClient,
  report: Report,
): Promise<void> {
  const { port, region, credentials } = setting
  const sdkWith = (options: Record<string, unknown>) =>
    new Sdk({
      SecretId: credentials.secretId,
      SecretKey: credentials.secretKey,
      Protocol: 'http:',
      ServiceDomain: `http://service.cos.myqcloud.com:${port}`,
      Domain: `{Bucket}.cos.{Region}.myqcloud.com:${port}`,
      ...options,
    })
  for (const topic of topics) {
    const { drive } = (await import(new URL(`node/${topic}.ts`, import.meta.url).href)) as { drive(kit: NodeKit): Promise<void> }
    const check = (name: string, work: () => unknown) => report.check(`Node SDK, ${topic}: ${name}`, work)
    const at = { Bucket: topicBucket('node', topic), Region: region }
    await check('runs to its end', () => drive({ ...setting, Sdk, sdk: sdkWith({}), sdkWith, at, client, check }))
  }
}
