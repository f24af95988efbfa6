import { boolean, element, integer, list, oneOf, optional, string, struct, unknownElements } from '@cos/xml'

const named = struct({ key: string, unknown: unknownElements })

/** How an origin is asked. */
export const originParameter = struct({
  /** `FOLLOW` is that of the request. */
  protocol: optional(oneOf('HTTP', 'HTTPS', 'FOLLOW')),
  /** Whether the query of the request goes along. Default false. */
  followQueryString: optional(boolean),
  /** Whether redirects of the origin are followed. Default false. */
  followRedirection: optional(boolean),
  followRedirectionConfiguration: optional(
    struct({ followOriginHeaders: optional(boolean), followUrlAutoDecode: optional(boolean), unknown: unknownElements }),
  ),
  /** For `Redirect`: 301, 302 or 307. Default 302. */
  httpRedirectCode: optional(integer),
  copyOriginData: optional(boolean),
  /** Whether errors of the origin are handed on as they are. Default false. */
  transparentErrorCode: optional(boolean),
  httpHeader: optional(
    struct({
      /** Whether all headers of the request go along. Default false. */
      followAllHeaders: optional(boolean),
      /** Headers that are sent besides. */
      newHttpHeaders: optional(
        element('NewHttpHeaders', list(struct({ key: string, value: string, unknown: unknownElements }), 'Header'), ['NewHttpHeader']),
      ),
      /** Headers of the request that go along. */
      followHttpHeaders: optional(element('FollowHttpHeaders', list(named, 'Header'), ['FollowHttpHeader'])),
      /** Headers of the request that do not go along, when all others do. */
      forbidFollowHttpHeaders: optional(list(named, 'Header')),
      unknown: unknownElements,
    }),
  ),
  unknown: unknownElements,
})
