/** What is signed. */
export interface SignableRequest {
  /** HTTP method, any case. */
  readonly method: string
  /** Decoded path: `/` and the object key, for example `/a b.txt`. */
  readonly path: string
  /** Value of the `Host` header, where `headers` does not hold it. */
  readonly host?: string | undefined
  /** Decoded names and values of the query; a sub-resource such as `?acl` has the value `''`. */
  readonly query?: Readonly<Record<string, string | undefined>> | undefined
  /** Headers, names in any case. */
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined
}
