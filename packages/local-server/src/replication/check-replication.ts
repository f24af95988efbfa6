import { Fault } from '../fault.js'
import { parseQcsBucket } from '../qcs-bucket.js'
import { checkZones } from '../storage-zones.js'
import type { BucketRecord } from '../store/records.js'
import type { Store } from '../store/store.js'
import { versioningOf } from '../versioning.js'
import type { ReplicationRule } from './rule.js'
import { prefixOf } from './rule-for.js'

const maxRules = 1000

/** Refuses rules that COS would not take. The role is not checked: every account of this server may copy its own objects. */
export async function checkReplication(store: Store, source: BucketRecord, rules: readonly ReplicationRule[]): Promise<void> {
  if (rules.length === 0) throw new Fault('MalformedXML', { message: 'A replication has at least one rule.' })
  if (rules.length > maxRules) throw new Fault('InvalidArgument', { message: `A replication has at most ${maxRules} rules.` })
  const ids = rules.flatMap(({ id }) => (id === undefined ? [] : [id]))
  if (new Set(ids).size < ids.length) throw new Fault('InvalidArgument', { message: 'Two rules have the same ID.' })
  checkOverlap(rules)
  if (versioningOf(source) !== 'enabled') throw new Fault('BucketVersionNotOpen')
  for (const { destination } of rules) await checkDestination(store, source, destination)
}

/** Two rules for the same objects need priorities to choose by [?]. */
function checkOverlap(rules: readonly ReplicationRule[]): void {
  for (const [index, rule] of rules.entries()) {
    for (const other of rules.slice(index + 1)) {
      const [one, two] = [prefixOf(rule), prefixOf(other)]
      const isSame = (one.startsWith(two) || two.startsWith(one)) && (rule.priority ?? 0) === (other.priority ?? 0)
      if (isSame && rule.status === 'Enabled' && other.status === 'Enabled')
        throw new Fault('InvalidArgument', { message: `Two rules are for the same prefix: "${one}" and "${two}".` })
    }
  }
}

async function checkDestination(
  store: Store,
  source: BucketRecord,
  { bucket: text, storageClass }: ReplicationRule['destination'],
): Promise<void> {
  const named = parseQcsBucket(text)
  if (!named) throw new Fault('InvalidArgument', { message: 'Destination.Bucket must be qcs::cos:<region>::<bucket>.' })
  if (named.name === source.name) throw new Fault('InvalidArgument', { message: 'A bucket cannot be replicated to itself.' })
  const bucket = await store.getBucket(named.name)
  if (!bucket) throw new Fault('NoSuchBucket')
  if (bucket.region !== named.region) throw new Fault('InvalidRegionName', { message: 'The destination is in another region.' })
  if (bucket.owner !== source.owner) throw new Fault('UserNotTargetBucketOwner')
  if (versioningOf(bucket) !== 'enabled') throw new Fault('BucketVersionNotOpen')
  if (storageClass !== undefined) checkZones(storageClass, bucket)
}
