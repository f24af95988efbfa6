import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { UsageError } from './usage-error.js'

/** Keys of an account. */
export interface Keys {
  readonly secretId: string
  readonly secretKey: string
  readonly securityToken?: string | undefined
}

/** What is said in flags. */
export interface SettingFlags {
  readonly endpoint?: string | undefined
  readonly region?: string | undefined
  readonly profile?: string | undefined
}

/** Where to go, and as whom. */
export interface Settings {
  readonly region: string | undefined
  readonly endpoint: string | undefined
  readonly keys: Keys | undefined
}

/** One profile of the configuration file. */
interface Profile {
  readonly region?: string
  readonly endpoint?: string
  readonly secretId?: string
  readonly secretKey?: string
  readonly securityToken?: string
}

type Environment = Readonly<Record<string, string | undefined>>

/** Where the configuration file is. */
export function configPath(environment: Environment): string {
  return environment['COS_CONFIG'] || join(environment['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'cos', 'config.json')
}

/**
 * Settings from flags, environment and configuration file; the first that says something wins. A profile that is named
 * by `--profile` stands before the environment, because it was asked for by name. Halves of key pairs are never mixed.
 */
export async function readSettings(flags: SettingFlags, environment: Environment, warn: (text: string) => void): Promise<Settings> {
  const profile = await readProfile(flags.profile ?? environment['COS_PROFILE'], configPath(environment), warn)
  const own: Profile = {
    ...(environment['COS_REGION'] && { region: environment['COS_REGION'] }),
    ...(environment['COS_ENDPOINT'] && { endpoint: environment['COS_ENDPOINT'] }),
  }
  const layers = flags.profile === undefined ? [own, profile] : [profile, own]
  const environmentKeys = keysOf(
    { secretId: environment['COS_SECRET_ID'], secretKey: environment['COS_SECRET_KEY'], securityToken: environment['COS_SECURITY_TOKEN'] },
    'The environment has only one of COS_SECRET_ID and COS_SECRET_KEY. Set both.',
  )
  const profileKeys = keysOf(profile, 'The profile has only one of "secretId" and "secretKey". Write both.')
  return {
    region: flags.region ?? layers[0]?.region ?? layers[1]?.region,
    endpoint: flags.endpoint ?? layers[0]?.endpoint ?? layers[1]?.endpoint,
    keys: flags.profile === undefined ? (environmentKeys ?? profileKeys) : (profileKeys ?? environmentKeys),
  }
}

function keysOf(from: { [K in keyof Keys]?: string | undefined }, problem: string): Keys | undefined {
  const { secretId, secretKey, securityToken } = from
  if (!secretId && !secretKey) return undefined
  if (!secretId || !secretKey) throw new UsageError(problem)
  return securityToken ? { secretId, secretKey, securityToken } : { secretId, secretKey }
}

async function readProfile(name: string | undefined, path: string, warn: (text: string) => void): Promise<Profile> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw new UsageError(`The configuration file cannot be read: ${error.message}`)
  })
  if (text === undefined) {
    if (name !== undefined) throw new UsageError(`There is no profile "${name}", because there is no file ${path}.`)
    return {}
  }
  const profiles = profilesOf(text, path)
  const profile = profiles[name ?? 'default']
  if (profile === undefined && name !== undefined) {
    throw new UsageError(`There is no profile "${name}" in ${path}. It has: ${Object.keys(profiles).join(', ') || 'none'}.`)
  }
  if (!profile?.secretKey || process.platform === 'win32') return profile ?? {}
  if (((await stat(path)).mode & 0o077) === 0) return profile
  warn(`Others can read ${path}, so its keys are not used. Run: chmod 600 ${path}`)
  const { secretId: _, secretKey: __, securityToken: ___, ...rest } = profile
  return rest
}

function profilesOf(text: string, path: string): Readonly<Record<string, Profile>> {
  const problem = `${path} must hold JSON such as {"profiles":{"default":{"region":"ap-guangzhou","secretId":"…","secretKey":"…"}}}.`
  let config: unknown
  try {
    config = JSON.parse(text)
  } catch {
    // The message of the parser could quote a secret.
    throw new UsageError(problem)
  }
  const profiles = (config as { profiles?: unknown } | null)?.profiles
  if (typeof profiles !== 'object' || profiles === null) throw new UsageError(problem)
  for (const [name, profile] of Object.entries(profiles)) {
    if (typeof profile !== 'object' || profile === null || Object.values(profile).some((value) => typeof value !== 'string')) {
      throw new UsageError(`The profile "${name}" in ${path} must be an object of texts.`)
    }
  }
  return profiles as Record<string, Profile>
}
