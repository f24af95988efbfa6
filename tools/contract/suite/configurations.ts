import {
  type Command,
  DeleteBucketCorsCommand,
  DeleteBucketDomainCommand,
  DeleteBucketOriginCommand,
  DeleteBucketRefererCommand,
  DeleteBucketTaggingCommand,
  DeleteBucketWebsiteCommand,
  GetBucketAccelerateCommand,
  GetBucketCorsCommand,
  GetBucketDomainCommand,
  GetBucketOriginCommand,
  GetBucketRefererCommand,
  GetBucketTaggingCommand,
  GetBucketWebsiteCommand,
  ListBucketsCommand,
  PutBucketAccelerateCommand,
  PutBucketCorsCommand,
  PutBucketDomainCommand,
  PutBucketOriginCommand,
  PutBucketRefererCommand,
  PutBucketTaggingCommand,
  PutBucketWebsiteCommand,
} from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** A configuration: how it is put, read and deleted, and what it may be. */
interface Configuration<Input extends { bucket: string }> {
  readonly put: new (input: Input) => Command<unknown, unknown>
  readonly get: new (input: { bucket: string }) => Command<unknown, unknown>
  /** Absent for what cannot be deleted. */
  readonly delete?: new (input: {
    bucket: string
  }) => Command<unknown, unknown>
  /** Code of a 404, or what is read while nothing was put. */
  readonly unset: string | object
  /** What reading adds to what was put. */
  readonly answer?: object
  /** Every member is there in one of them. */
  readonly documents: readonly NoInfer<Omit<Input, 'bucket'>>[]
}

type AnyCommand = Command<unknown, unknown>
/** A configuration whose documents the compiler has held against the command that puts them. */
interface CheckedConfiguration {
  readonly puts: readonly { readonly document: object; readonly command: (bucket: string) => AnyCommand }[]
  readonly get: (bucket: string) => AnyCommand
  readonly delete: ((bucket: string) => AnyCommand) | undefined
  readonly unset: string | object
}

function configuration<Input extends { bucket: string }>(parts: Configuration<Input>): CheckedConfiguration {
  const { put: Put, get: Get, delete: Delete, unset, answer, documents } = parts
  return {
    puts: documents.map((document) => ({
      document: { ...document, ...answer },
      command: (bucket) => new Put({ ...document, bucket } as Input),
    })),
    get: (bucket) => new Get({ bucket }),
    delete: Delete && ((bucket) => new Delete({ bucket })),
    unset,
  }
}

const newer = [{ name: 'Newer', attributes: { kind: 'a' }, children: [{ name: 'Child', text: 'b' }] }]
const configurations: Readonly<Record<string, CheckedConfiguration>> = {
  accelerate: configuration({
    put: PutBucketAccelerateCommand,
    get: GetBucketAccelerateCommand,
    unset: {},
    documents: [
      { status: 'Enabled', type: 'COS', unknown: newer },
      { status: 'Suspended', type: 'COS' },
    ],
  }),
  cors: configuration({
    put: PutBucketCorsCommand,
    get: GetBucketCorsCommand,
    delete: DeleteBucketCorsCommand,
    unset: 'NoSuchCORSConfiguration',
    documents: [
      {
        rules: [
          {
            id: 'all',
            allowedOrigins: ['https://*.example.com', '*'],
            allowedMethods: ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'],
            allowedHeaders: ['*'],
            exposeHeaders: ['ETag'],
            maxAgeSeconds: 600,
            unknown: newer,
          },
          { allowedOrigins: ['null'], allowedMethods: ['GET'] },
        ],
        responseVary: true,
        unknown: newer,
      },
    ],
  }),
  domain: configuration({
    put: PutBucketDomainCommand,
    get: GetBucketDomainCommand,
    delete: DeleteBucketDomainCommand,
    unset: 'DomainConfigNotFoundError',
    answer: { txtVerification: expect.stringMatching(/^\w+$/) },
    documents: [{ rules: [{ status: 'DISABLED', name: 'files.example.com', type: 'REST', forcedReplacement: 'TXT', unknown: newer }] }],
  }),
  origin: configuration({
    put: PutBucketOriginCommand,
    get: GetBucketOriginCommand,
    delete: DeleteBucketOriginCommand,
    unset: 'OriginConfigurationNotFoundError',
    documents: [
      {
        rules: [
          {
            rulePriority: 1,
            originType: 'Mirror',
            originCondition: { httpStatusCode: 404, prefix: 'a/', suffix: '.jpg' },
            originParameter: {
              protocol: 'FOLLOW',
              followQueryString: true,
              httpHeader: { newHttpHeaders: [{ key: 'x-a', value: 'b' }], followHttpHeaders: [{ key: 'accept' }] },
            },
            originInfo: {
              hosts: [{ hostName: 'origin.example.com:8080', weight: 1, unknown: [{ name: 'StandbyHostName_1', text: 'b.example.com' }] }],
              fileInfo: { prefixConfiguration: { prefix: 'a/', replacedWithPrefix: 'b/' } },
            },
            httpStandbyCodes: [502, 503],
          },
          { originType: 'Redirect', originParameter: { httpRedirectCode: 307 }, originInfo: { hosts: [{ hostName: '127.0.0.1' }] } },
        ],
      },
    ],
  }),
  referer: configuration({
    put: PutBucketRefererCommand,
    get: GetBucketRefererCommand,
    delete: DeleteBucketRefererCommand,
    unset: {},
    documents: [
      {
        status: 'Enabled',
        refererType: 'White-List',
        domains: ['*.example.com', 'localhost:8080'],
        emptyReferConfiguration: 'Allow',
        verifySignatureUrl: 'Disabled',
        unknown: newer,
      },
    ],
  }),
  website: configuration({
    put: PutBucketWebsiteCommand,
    get: GetBucketWebsiteCommand,
    delete: DeleteBucketWebsiteCommand,
    unset: 'NoSuchWebsiteConfiguration',
    documents: [
      {
        indexDocument: { suffix: 'index.html' },
        redirectAllRequestsTo: { protocol: 'https' },
        autoAddressing: { status: 'Enabled' },
        errorDocument: { key: 'error.html', originalHttpStatus: 'Disabled', charity404: 'Disabled' },
        routingRules: [
          { condition: { httpErrorCodeReturnedEquals: 404 }, redirect: { replaceKeyWith: 'a' } },
          { condition: { keyPrefixEquals: 'a/' }, redirect: { replaceKeyPrefixWith: 'b/', protocol: 'http' }, unknown: newer },
        ],
      },
      { indexDocument: { suffix: 'i' } },
    ],
  }),
  tagging: configuration({
    put: PutBucketTaggingCommand,
    get: GetBucketTaggingCommand,
    delete: DeleteBucketTaggingCommand,
    unset: 'NoSuchTagSet',
    documents: [
      {
        tags: [
          { key: 'team', value: 'ä + b' },
          { key: 'empty', value: '', unknown: newer },
        ],
        unknown: newer,
      },
      { tags: [{ key: 'one', value: '1' }] },
    ],
  }),
}

/** Configurations of buckets: they are read back as they were put, and gone when they are deleted. */
export function configurationsSuite(world: World): void {
  const client = clientOf(world)

  describe('configurations', () => {
    for (const [name, { puts, get, delete: remove, unset }] of Object.entries(configurations)) {
      test(`${name}: what is put is read back, and replaces what was there`, async () => {
        const bucket = await freshBucket(world)
        const isUnset = async () => {
          const read = client.send(get(bucket))
          if (typeof unset === 'string') expect(await failureOf(read)).toMatchObject({ code: unset, status: 404 })
          else expect(await read).toEqual(unset)
        }
        await isUnset()
        for (const { document, command } of puts) {
          await client.send(command(bucket))
          expect(await client.send(get(bucket))).toEqual(document)
        }
        if (!remove) return
        await client.send(remove(bucket))
        await client.send(remove(bucket))
        await isUnset()
      })
    }

    test('buckets are found by their tags', async () => {
      const [first, second] = [await freshBucket(world), await freshBucket(world)]
      const key = first.slice(0, 20)
      await client.send(new PutBucketTaggingCommand({ bucket: first, tags: [{ key, value: 'a' }] }))
      await client.send(new PutBucketTaggingCommand({ bucket: second, tags: [{ key, value: 'b' }] }))
      const found = async (tagValue?: string) => {
        const { buckets } = await client.send(new ListBucketsCommand({ tagKey: key, tagValue }))
        return buckets.map(({ name }) => name).sort()
      }
      expect(await found()).toEqual([first, second].sort())
      expect(await found('b')).toEqual([second])
      expect(await found('c')).toEqual([])
    })

    test('tags that a bucket cannot have are refused', async () => {
      const bucket = await freshBucket(world)
      const refused = async (tags: { key: string; value: string }[]) =>
        failureOf(client.send(new PutBucketTaggingCommand({ bucket, tags })))
      const tag = (key: string, value = '') => ({ key, value })
      for (const tags of [[tag('a'), tag('a')], [tag('')], [tag('a'.repeat(129))], [tag('a', 'b'.repeat(257))], [tag('a<b')]]) {
        expect(await refused(tags)).toMatchObject({ code: 'InvalidTag', status: 400 })
      }
      expect(await refused(Array.from({ length: 51 }, (_, index) => tag(`k${index}`)))).toMatchObject({ code: 'InvalidTag' })
    })
  })
}
