/** Every operation of COS's storage API, in the order of its documentation. */
export const everyOperation: readonly string[] = [
  'ListBuckets',
  'CreateBucket',
  'HeadBucket',
  'DeleteBucket',
  'GetBucketLocation',
  'ListObjects',
  'ListObjectVersions',
  'ListMultipartUploads',
  'PutBucketAcl',
  'GetBucketAcl',
  'PutBucketCors',
  'GetBucketCors',
  'DeleteBucketCors',
  'PutBucketLifecycle',
  'GetBucketLifecycle',
  'DeleteBucketLifecycle',
  'PutBucketVersioning',
  'GetBucketVersioning',
  'PutBucketReplication',
  'GetBucketReplication',
  'DeleteBucketReplication',
  'PutBucketWebsite',
  'GetBucketWebsite',
  'DeleteBucketWebsite',
  'PutBucketLogging',
  'GetBucketLogging',
  'PutBucketPolicy',
  'GetBucketPolicy',
  'DeleteBucketPolicy',
  'PutBucketTagging',
  'GetBucketTagging',
  'DeleteBucketTagging',
  'PutBucketDomain',
  'GetBucketDomain',
  'DeleteBucketDomain',
  'PutBucketDomainCertificate',
  'GetBucketDomainCertificate',
  'DeleteBucketDomainCertificate',
  'PutBucketOrigin',
  'GetBucketOrigin',
  'DeleteBucketOrigin',
  'PutBucketInventory',
  'GetBucketInventory',
  'DeleteBucketInventory',
  'ListBucketInventoryConfigurations',
  'PostBucketInventory',
  'PutBucketReferer',
  'GetBucketReferer',
  'DeleteBucketReferer',
  'PutBucketAccelerate',
  'GetBucketAccelerate',
  'PutBucketEncryption',
  'GetBucketEncryption',
  'DeleteBucketEncryption',
  'PutBucketObjectLockConfiguration',
  'GetBucketObjectLockConfiguration',
  'PutBucketIntelligentTiering',
  'GetBucketIntelligentTiering',
  'PutBucketIntelligentTieringConfiguration',
  'GetBucketIntelligentTieringConfiguration',
  'ListBucketIntelligentTieringConfigurations',
  'DeleteBucketIntelligentTieringConfiguration',
  'PutObject',
  'PostObject',
  'GetObject',
  'HeadObject',
  'OptionsObject',
  'CopyObject',
  'AppendObject',
  'DeleteObject',
  'DeleteMultipleObjects',
  'PutObjectAcl',
  'GetObjectAcl',
  'PutObjectTagging',
  'GetObjectTagging',
  'DeleteObjectTagging',
  'RestoreObject',
  'SelectObjectContent',
  'PutSymlink',
  'GetSymlink',
  'RenameObject',
  'PutObjectRetention',
  'GetObjectRetention',
  'CreateMultipartUpload',
  'UploadPart',
  'UploadPartCopy',
  'ListParts',
  'CompleteMultipartUpload',
  'AbortMultipartUpload',
  'PutAsyncFetchTask',
  'GetAsyncFetchTask',
  'PutLiveChannel',
  'GetLiveChannel',
  'PutLiveChannelSwitch',
  'GetLiveChannelHistory',
  'GetLiveChannelStatus',
  'DeleteLiveChannel',
  'GetVodPlaylist',
  'PostVodPlaylist',
  'ListLiveChannels',
]

/** What there is, by names of operations. */
export interface Coverage {
  readonly client: ReadonlySet<string>
  readonly server: ReadonlySet<string>
  /** Operations whose exact request and answer are written down. */
  readonly wire: ReadonlySet<string>
  /** Official SDKs that got a success, by operation. */
  readonly interop: Readonly<Record<string, readonly string[]>>
}

/** Writes the table of the page on coverage. */
export function coverageTable({ client, server, wire, interop }: Coverage): string {
  const tick = (names: ReadonlySet<string>, name: string) => (names.has(name) ? 'yes' : '**no**')
  const sdks = (name: string) => interop[name]?.map((sdk) => sdkNames[sdk]).join(', ') ?? '**no**'
  const row = (name: string) => `| ${name} | ${tick(client, name)} | ${tick(server, name)} | ${tick(wire, name)} | ${sdks(name)} |`
  const head = '| operation | client | local server | wire snapshot | interop |\n|---|---|---|---|---|\n'
  return `${head}${everyOperation.map(row).join('\n')}\n`
}

const sdkNames: Readonly<Record<string, string>> = { node: 'Node SDK', python: 'Python SDK', browser: 'browser SDK' }
