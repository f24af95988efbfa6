import { accelerate } from './accelerate.js'
import type { CreateBehaviour } from './behaviour.js'
import { cors } from './cors.js'
import { intelligentTiering } from './intelligent-tiering.js'
import { inventory } from './inventory.js'
import { lifecycle } from './lifecycle.js'
import { logging } from './logging.js'
import { origin } from './origin.js'
import { referer } from './referer.js'
import { replication } from './replication.js'
import { website } from './website.js'

/** What this server does about the configurations of its buckets: ONE LINE PER BEHAVIOUR. Those that refuse come first. */
export const behaviours: readonly CreateBehaviour[] = [
  cors,
  accelerate,
  referer,
  website,
  origin,
  intelligentTiering,
  inventory,
  lifecycle,
  logging,
  replication,
]
