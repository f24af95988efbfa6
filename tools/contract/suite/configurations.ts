import { type Command, DeleteBucketTaggingCommand, GetBucketTaggingCommand, ListBucketsCommand, PutBucketTaggingCommand } from '@cos/core'
import { describe, expect, test } from 'vitest'
import { clientOf, failureOf, freshBucket, type World } from './world.js'

/** A configuration: how it is put, read and deleted, and what it may be. */
interface Configuration<Document extends object> {
  readonly put: new (input: Document & { bucket: string }) => Command<unknown, unknown>
  readonly get: new (input: { bucket: string }) => Command<unknown, unknown>
  /** Absent for what cannot be deleted. */
  readonly delete?: new (input: {
    bucket: string
  }) => Command<unknown, unknown>
  /** Code of a 404, or what is read while nothing was put. */
  readonly unset: string | object
  /** Every member is there in one of them. */
  readonly documents: readonly Document[]
}

type AnyCommand = Command<unknown, unknown>
/** A configuration whose documents the compiler has held against the command that puts them. */
interface CheckedConfiguration {
  readonly puts: readonly { readonly document: object; readonly command: (bucket: string) => AnyCommand }[]
  readonly get: (bucket: string) => AnyCommand
  readonly delete: ((bucket: string) => AnyCommand) | undefined
  readonly unset: string | object
}

function configuration<Document extends object>(parts: Configuration<Document>): CheckedConfiguration {
  const { put: Put, get: Get, delete: Delete, unset, documents } = parts
  return {
    puts: documents.map((document) => ({ document, command: (bucket) => new Put({ ...document, bucket }) })),
    get: (bucket) => new Get({ bucket }),
    delete: Delete && ((bucket) => new Delete({ bucket })),
    unset,
  }
}

const newer = [{ name: 'Newer', attributes: { kind: 'a' }, children: [{ name: 'Child', text: 'b' }] }]
const configurations: Readonly<Record<string, CheckedConfiguration>> = {
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
