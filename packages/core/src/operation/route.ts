/** A route such as `PUT /{bucket}/{key}?acl` or `GET /{bucket}/{key}?live&comp=status`, taken apart. */
export interface Route {
  readonly method: string
  readonly hasBucket: boolean
  readonly hasKey: boolean
  /** The member that is the rest of the path: `key`, or the name of what stands there instead. */
  readonly keyMember: string
  /** The sub-resources: query words that tell this operation from its siblings, most of them without a value. */
  readonly words: Readonly<Record<string, string>>
}

/** Takes a route apart. */
/* @__NO_SIDE_EFFECTS__ */
export function parseRoute(route: string): Route {
  const [, method = '', bucket, key, words] = /^(\w+) \/({bucket})?\/?(?:{(\w+)})?\??(.*)/.exec(route) ?? []
  return { method, hasBucket: !!bucket, hasKey: !!key, keyMember: key ?? 'key', words: Object.fromEntries(new URLSearchParams(words)) }
}
