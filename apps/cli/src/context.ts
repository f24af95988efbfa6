import type { CosClient } from '@cos/core'
import { encryptingClient } from './encrypting-client.js'
import type { Output } from './output/output.js'
import { configPath, readSettings, type SettingFlags, type Settings } from './profile.js'
import { UsageError } from './usage-error.js'

/** Flags that every verb takes. */
export interface GlobalFlags extends SettingFlags {
  readonly json?: boolean | undefined
  readonly quiet?: boolean | undefined
  /** Where the master key is that objects are encrypted with. */
  readonly encryptKeyFile?: string | undefined
}

/** What a verb has to work with. */
export interface Context {
  readonly output: Output
  /** Aborted by Ctrl-C. */
  readonly signal: AbortSignal
  /** The client that flags, environment and configuration ask for; it is closed when the verb has ended. */
  client(): Promise<CosClient>
  settings(): Promise<Settings>
  close(): Promise<void>
}

/** Makes the context of one run. Nothing is read before a verb asks. */
export function createContext(flags: GlobalFlags, output: Output, signal: AbortSignal): Context {
  let settings: Promise<Settings> | undefined
  let client: Promise<CosClient> | undefined
  const settle = () => (settings ??= readSettings(flags, process.env, (text) => process.stderr.write(`${text}\n`)))
  return {
    output,
    signal,
    settings: settle,
    client: () => (client ??= settle().then((found) => createClient(found, flags.encryptKeyFile))),
    close: async () => (await client?.catch(() => undefined))?.close(),
  }
}

async function createClient({ keys, region, endpoint }: Settings, encryptKeyFile: string | undefined): Promise<CosClient> {
  if (!keys) {
    throw new UsageError(
      `There are no keys. Set COS_SECRET_ID and COS_SECRET_KEY, or write a profile to ${configPath(process.env)}. To try things out without an account, run: cos local`,
    )
  }
  const { CosClient } = await import('@cos/core')
  const client = new CosClient({ credentials: keys, region, endpoint, userAgent: 'cos-cli' })
  return encryptKeyFile === undefined ? client : encryptingClient(client, encryptKeyFile)
}
