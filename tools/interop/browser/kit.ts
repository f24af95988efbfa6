/** Just as much of the official SDK's interface as is used here. */
export interface OfficialClient {
  [method: string]: (params: Record<string, unknown>, callback?: unknown) => Promise<Record<string, unknown>>
}

/** What a page is told. */
export interface PageSetting {
  readonly port: number
  /** The topic's own bucket, as the official SDK names one. */
  readonly at: { readonly Bucket: string; readonly Region: string }
  /** A bucket our client filled with the corpus. */
  readonly ours: string
  readonly credentials: { readonly secretId: string; readonly secretKey: string }
  /** Credentials of the same account that end. */
  readonly temporary: { readonly secretId: string; readonly secretKey: string; readonly securityToken?: string | undefined }
}

/** What a topic works with, in its page. */
export interface BrowserKit extends PageSetting {
  readonly Sdk: new (options: Record<string, unknown>) => OfficialClient
  /** Runs one check; it fails when it throws. */
  check(name: string, work: () => unknown): Promise<void>
}

/** What the driver puts into the page. */
declare const setting: PageSetting
declare const note: (name: string, problem: string | null) => Promise<void>
declare const COS: BrowserKit['Sdk']

/** Runs a topic in its page. */
export function run(drive: (kit: BrowserKit) => Promise<void>): Promise<void> {
  const check = async (name: string, work: () => unknown) => {
    try {
      await work()
      await note(name, null)
    } catch (error) {
      await note(name, error instanceof Error ? error.message : JSON.stringify(error))
    }
  }
  return drive({ ...setting, Sdk: COS, check })
}
