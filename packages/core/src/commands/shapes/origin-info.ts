import { boolean, element, integer, list, optional, string, struct, unknownElements } from '@cos/xml'

/** Which origin is asked for what. Standby and private hosts are numbered on the wire, so they are in `unknown`. */
export const originInfo = struct({
  hosts: element(
    'HostInfo',
    list(
      struct({
        /** Domain or address, with a port if need be: `origin.example.com:8080`. */
        hostName: string,
        /** Its share of the requests beside other hosts. */
        weight: optional(integer),
        unknown: unknownElements,
      }),
    ),
  ),
  /** How the key becomes the path at the origin. Default: it is the path. */
  fileInfo: optional(
    struct({
      prefixConfiguration: optional(struct({ prefix: string, replacedWithPrefix: string, unknown: unknownElements })),
      suffixConfiguration: optional(struct({ suffix: string, replacedWithSuffix: string, unknown: unknownElements })),
      fixedFileConfiguration: optional(struct({ fixedFilePath: string, unknown: unknownElements })),
      /** The older form: whether `prefix` and `suffix` are put around the key. */
      prefixDirective: optional(boolean),
      prefix: optional(string),
      suffix: optional(string),
      unknown: unknownElements,
    }),
  ),
  unknown: unknownElements,
})
