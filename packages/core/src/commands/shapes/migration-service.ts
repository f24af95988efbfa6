import { refuse } from '../../errors/input-error.js'
import { checkRegion } from '../../operation/address.js'
import type { Service } from '../../operation/define-operation.js'

const publicHost = /\.(myqcloud\.com|tencentcos\.cn)$/

/** The service that fetches objects: one host for all buckets of a region, with the bucket in the path. */
export const migrationService: Service = {
  name: 'migration',
  targetOf({ protocol, host, connectTo, basePath }, bucket, region) {
    const migration = `${checkRegion(region).replace(/^cos\./, '')}.migration.myqcloud.com`
    const target = { protocol, host: migration, basePath: `/${bucket}` }
    if (connectTo !== undefined || publicHost.test(host.replace(/:\d+$/, ''))) return { ...target, connectTo }
    // An own endpoint stands for all hosts of COS, except where it stands for one bucket.
    if (basePath !== undefined) return { ...target, connectTo: host }
    if (host.startsWith(`${bucket}.`)) return { ...target, connectTo: host.slice(bucket.length + 1) }
    return refuse('endpoint', 'stands for one bucket, and not for the service that fetches objects')
  },
}
