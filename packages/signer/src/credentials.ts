/** What signs a request: a permanent key pair, or a temporary one with its token. */
export interface Credentials {
  readonly secretId: string
  readonly secretKey: string
  /** Session token of temporary credentials. */
  readonly securityToken?: string | undefined
  /** When temporary credentials stop working. */
  readonly expiresAt?: Date | undefined
}

/** Gives credentials whenever a request is to be signed. Wrap one that does work in `cached`. */
export type CredentialProvider = () => Credentials | Promise<Credentials>
