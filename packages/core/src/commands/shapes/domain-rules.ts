import { element, list, oneOf, optional, string, struct, unknownElements } from '@cos/xml'

/** The domains of a bucket. */
export const domainRules = element(
  'DomainRule',
  list(
    struct({
      status: oneOf('ENABLED', 'DISABLED'),
      /** The whole name: `files.example.com`. */
      name: string,
      /** What the domain stands for: the bucket, its website, or its acceleration host. */
      type: oneOf('REST', 'WEBSITE', 'ACCELERATE'),
      /** Takes the domain from the bucket that has it, proved by this kind of DNS record. */
      forcedReplacement: optional(oneOf('CNAME', 'TXT')),
      unknown: unknownElements,
    }),
  ),
)
