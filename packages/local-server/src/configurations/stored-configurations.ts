import type {
  PostBucketInventoryInput,
  PutBucketAccelerateInput,
  PutBucketCorsInput,
  PutBucketDomainInput,
  PutBucketEncryptionInput,
  PutBucketIntelligentTieringConfigurationInput,
  PutBucketIntelligentTieringInput,
  PutBucketInventoryInput,
  PutBucketLifecycleInput,
  PutBucketLoggingInput,
  PutBucketObjectLockConfigurationInput,
  PutBucketOriginInput,
  PutBucketPolicyInput,
  PutBucketRefererInput,
  PutBucketReplicationInput,
  PutBucketTaggingInput,
  PutBucketWebsiteInput,
} from '@cos/core'
import { checkPolicy, keptPolicy } from '../access/bucket-policy.js'
import { checkLogging } from '../access-log/check-logging.js'
import { Fault } from '../fault.js'
import type { Handler } from '../handlers/handler.js'
import { checkInventory, checkOrder, checkRoom } from '../inventory/check-inventory.js'
import { dayOf } from '../inventory/due-day.js'
import { checkRules } from '../lifecycle/check-rules.js'
import { completeRules } from '../lifecycle/complete-rules.js'
import { checkLock } from '../object-lock.js'
import { checkReplication } from '../replication/check-replication.js'
import { checkCors } from './check-cors.js'
import { checkDomains } from './check-domains.js'
import { checkOrigin } from './check-origin.js'
import { checkTags } from './check-tags.js'
import { checkTiering, checkTieringRule } from './check-tiering.js'
import { checkWebsite } from './check-website.js'
import type { DomainCertificate } from './domain-certificate.js'
import type { LiveChannel } from './live-channel.js'
import { type StoredConfiguration, storedConfiguration } from './stored-configuration.js'

/** Every configuration a bucket can have, by the name it is kept under: ONE ENTRY PER CONFIGURATION. */
const storedConfigurations = {
  encryption: storedConfiguration<PutBucketEncryptionInput>({
    put: 'PutBucketEncryption',
    get: 'GetBucketEncryption',
    delete: 'DeleteBucketEncryption',
    unset: 'NoSuchEncryptionConfiguration',
  }),
  inventory: storedConfiguration<PutBucketInventoryInput & { readonly madeAtMs: number }>({
    put: 'PutBucketInventory',
    get: 'GetBucketInventory',
    delete: 'DeleteBucketInventory',
    id: 'id',
    unset: 'InventoryConfigurationNotFoundError',
    async check(document, call) {
      checkInventory(document, call)
      await checkRoom(document.id, call)
    },
    complete: (document, { nowMs }) => ({ ...document, madeAtMs: nowMs }),
  }),
  // Inventories that are made once, until they are asked for again under the same id.
  'inventory-order': storedConfiguration<PostBucketInventoryInput & { readonly reportedOn?: string | undefined }>({
    put: 'PostBucketInventory',
    id: 'id',
    unset: 'InventoryConfigurationNotFoundError',
    async check(document, call) {
      checkInventory(document, call)
      await checkOrder(document.id, dayOf(call.nowMs), call)
    },
  }),
  // The day of the last report of each inventory: kept, so that a server that starts again makes none twice.
  'inventory-report': storedConfiguration<{ readonly day: string }>({ unset: 'InventoryConfigurationNotFoundError' }),
  accelerate: storedConfiguration<PutBucketAccelerateInput>({
    put: 'PutBucketAccelerate',
    get: 'GetBucketAccelerate',
    unset: { document: {} },
    complete: (document) => ({ ...document, type: 'COS' }),
  }),
  cors: storedConfiguration<PutBucketCorsInput>({
    put: 'PutBucketCors',
    get: 'GetBucketCors',
    delete: 'DeleteBucketCors',
    unset: 'NoSuchCORSConfiguration',
    check: checkCors,
  }),
  // Reading it gives a header besides: its handler stands alone.
  domain: storedConfiguration<PutBucketDomainInput>({
    put: 'PutBucketDomain',
    delete: 'DeleteBucketDomain',
    unset: 'DomainConfigNotFoundError',
    check: checkDomains,
  }),
  // One per domain. Its operations speak of several domains at once, so their handlers stand alone.
  domaincertificate: storedConfiguration<DomainCertificate>({ unset: { document: { status: 'Disabled' } } }),
  'intelligent-tiering': storedConfiguration<PutBucketIntelligentTieringConfigurationInput>({
    put: 'PutBucketIntelligentTieringConfiguration',
    get: 'GetBucketIntelligentTieringConfiguration',
    delete: 'DeleteBucketIntelligentTieringConfiguration',
    id: 'id',
    unset: 'NoSuchConfiguration',
    check: checkTieringRule,
  }),
  intelligenttiering: storedConfiguration<PutBucketIntelligentTieringInput>({
    put: 'PutBucketIntelligentTiering',
    get: 'GetBucketIntelligentTiering',
    unset: { document: {} },
    check: checkTiering,
  }),
  lifecycle: storedConfiguration<PutBucketLifecycleInput>({
    put: 'PutBucketLifecycle',
    get: 'GetBucketLifecycle',
    delete: 'DeleteBucketLifecycle',
    unset: 'NoSuchLifecycleConfiguration',
    check: ({ rules }, { bucket }) => checkRules(rules, bucket),
    complete: (document) => ({ ...document, rules: completeRules(document.rules) }),
  }),
  policy: storedConfiguration<PutBucketPolicyInput>({
    put: 'PutBucketPolicy',
    get: 'GetBucketPolicy',
    delete: 'DeleteBucketPolicy',
    unset: 'NoSuchBucketPolicy',
    check: ({ policy }) => checkPolicy(policy),
    complete: ({ policy }) => ({ policy: keptPolicy(policy) }),
  }),
  logging: storedConfiguration<PutBucketLoggingInput>({
    put: 'PutBucketLogging',
    get: 'GetBucketLogging',
    unset: { document: {} },
    check: (document, { store, bucket }) => checkLogging(store, bucket, document),
  }),
  replication: storedConfiguration<PutBucketReplicationInput>({
    put: 'PutBucketReplication',
    get: 'GetBucketReplication',
    delete: 'DeleteBucketReplication',
    unset: 'ReplicationConfigurationNotFoundError',
    check: ({ rules }, { store, bucket }) => checkReplication(store, bucket, rules),
  }),
  'object-lock': storedConfiguration<PutBucketObjectLockConfigurationInput>({
    put: 'PutBucketObjectLockConfiguration',
    get: 'GetBucketObjectLockConfiguration',
    unset: 'NoSuchObjectLockConfiguration',
    check: checkLock,
  }),
  live: storedConfiguration<LiveChannel>({ unset: 'NoSuchLiveChannel' }),
  origin: storedConfiguration<PutBucketOriginInput>({
    put: 'PutBucketOrigin',
    get: 'GetBucketOrigin',
    delete: 'DeleteBucketOrigin',
    unset: 'OriginConfigurationNotFoundError',
    check: checkOrigin,
  }),
  referer: storedConfiguration<PutBucketRefererInput>({
    put: 'PutBucketReferer',
    get: 'GetBucketReferer',
    delete: 'DeleteBucketReferer',
    unset: { document: {} },
    check: ({ domains }) => {
      if (domains.length === 0) throw new Fault('MalformedXML', { message: 'DomainList needs a Domain.' })
    },
  }),
  tagging: storedConfiguration<PutBucketTaggingInput>({
    put: 'PutBucketTagging',
    get: 'GetBucketTagging',
    delete: 'DeleteBucketTagging',
    unset: 'NoSuchTagSet',
    check: ({ tags }) => checkTags(tags, 50),
  }),
  website: storedConfiguration<PutBucketWebsiteInput>({
    put: 'PutBucketWebsite',
    get: 'GetBucketWebsite',
    delete: 'DeleteBucketWebsite',
    unset: 'NoSuchWebsiteConfiguration',
    check: checkWebsite,
  }),
}

/** The name a configuration is kept under. */
export type ConfigurationName = keyof typeof storedConfigurations
/** What each configuration is. */
export type ConfigurationDocuments = {
  readonly [Name in ConfigurationName]: (typeof storedConfigurations)[Name] extends StoredConfiguration<infer Document> ? Document : never
}

/** What this server does with configurations, by COS's name of the operation. */
export const configurationHandlers: Readonly<Record<string, Handler>> = Object.assign(
  {},
  ...Object.entries<StoredConfiguration<unknown>>(storedConfigurations).map(([name, { handlersFor }]) =>
    handlersFor(name as ConfigurationName),
  ),
)
