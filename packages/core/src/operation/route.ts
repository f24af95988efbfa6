/** A route such as `PUT /{bucket}/{key}?acl`, taken apart. */
export interface Route {
  readonly method: string
  readonly hasBucket: boolean
  readonly hasKey: boolean
  /** The sub-resources: query words that tell this operation from its siblings. */
  readonly words: readonly string[]
}

/** Takes a route apart. */
/* @__NO_SIDE_EFFECTS__ */
export function parseRoute(route: string): Route {
  const [method = '', target = ''] = route.split(' ')
  const [path = '', query] = target.split('?')
  return { method, hasBucket: path.includes('{bucket}'), hasKey: path.includes('{key}'), words: query ? query.split('&') : [] }
}
