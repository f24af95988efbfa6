import type { Verb } from './verb.js'

/** Names a verb without loading it. */
export interface VerbEntry {
  readonly summary: string
  readonly load: () => Promise<{ readonly verb: Verb }>
}

/** One line per verb, in the order of the help. Only the one that is asked for is loaded. */
export const verbs: Readonly<Record<string, VerbEntry>> = {
  ls: { summary: 'List buckets, or the objects in one', load: () => import('./ls.js') },
  cp: { summary: 'Copy files up, objects down, or objects to objects', load: () => import('./cp.js') },
  sync: { summary: 'Make a prefix or a folder like another', load: () => import('./sync.js') },
  cat: { summary: 'Write an object to standard output', load: () => import('./cat.js') },
  stat: { summary: 'Show what is known of an object or a bucket', load: () => import('./stat.js') },
  du: { summary: 'Count objects and add up their sizes', load: () => import('./du.js') },
  mv: { summary: 'Move objects inside COS', load: () => import('./mv.js') },
  rm: { summary: 'Delete objects', load: () => import('./rm.js') },
  mb: { summary: 'Make a bucket', load: () => import('./mb.js') },
  rb: { summary: 'Remove an empty bucket', load: () => import('./rb.js') },
  restore: { summary: 'Make archived objects readable', load: () => import('./restore.js') },
  tag: { summary: 'Show or change the tags of an object or a bucket', load: () => import('./tag.js') },
  acl: { summary: 'Show or change who may do what with an object or a bucket', load: () => import('./acl.js') },
  versioning: { summary: 'Show or change whether a bucket keeps versions', load: () => import('./versioning.js') },
  presign: { summary: 'Make a URL that works without keys for a while', load: () => import('./presign.js') },
  'v4-migrate': { summary: 'Copy a bucket of the older JSON API to one of the XML API', load: () => import('./v4-migrate.js') },
  local: { summary: 'Run a COS on this machine', load: () => import('./local.js') },
}
