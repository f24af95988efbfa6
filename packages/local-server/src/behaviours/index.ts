import type { CreateBehaviour } from './behaviour.js'
import { inventory } from './inventory.js'
import { lifecycle } from './lifecycle.js'
import { logging } from './logging.js'
import { replication } from './replication.js'

/** What this server does about the configurations of its buckets: ONE LINE PER BEHAVIOUR. Those that refuse come first. */
export const behaviours: readonly CreateBehaviour[] = [inventory, lifecycle, logging, replication]
