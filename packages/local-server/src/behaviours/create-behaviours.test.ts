import { systemClock } from '@cos/core'
import { expect, test } from 'vitest'
import { localAccount } from '../account.js'
import { createMemoryStore } from '../store/memory.js'
import type { ObjectChange } from './behaviour.js'
import { createBehaviours } from './create-behaviours.js'

const bucket = 'photos-1250000000'
const options = () => ({
  store: createMemoryStore(),
  clock: systemClock,
  accounts: [localAccount],
  allowOrigins: [],
  onError: (error: unknown) => {
    throw error
  },
})

test('every change of an object is told once, and nothing else', async () => {
  const changes: ObjectChange[] = []
  const { store } = createBehaviours([() => ({ objectChanged: (change) => void changes.push(change) })], options())
  const told = () => changes.splice(0).map(({ kind, record }) => [kind, record.key, record.isDeleteMarker])
  await store.createBucket({ name: bucket, owner: '1250000000', region: 'ap-guangzhou' })
  const put = async (key: string) =>
    store.putObject({ bucket, key, body: await store.stage(new Uint8Array([1])), versioning: 'enabled', attributes: {} })
  await put('a')
  expect(told()).toEqual([['stored', 'a', false]])
  await store.appendObject({
    bucket,
    key: 'log',
    body: await store.stage(new Uint8Array([1])),
    position: 0,
    attributes: {},
    versioning: 'never',
  })
  expect(told()).toEqual([['stored', 'log', false]])
  const created = await store.createUpload({ bucket, key: 'big', attributes: {} })
  const { uploadId } = (created as { upload: { uploadId: string } }).upload
  const body = await store.stage(new Uint8Array([2]))
  await store.putPart({ bucket, key: 'big', uploadId, partNumber: 1, body })
  expect(told()).toEqual([])
  await store.completeUpload({ bucket, key: 'big', uploadId, parts: [{ partNumber: 1, etag: body.etag }], versioning: 'never' })
  expect(told()).toEqual([['stored', 'big', false]])
  await store.updateObject({ bucket, key: 'a' }, () => ({ acl: 'private' }))
  expect(told()).toEqual([['updated', 'a', false]])
  await store.updateObject({ bucket, key: 'missing' }, () => ({}))
  await store.deleteObject({ bucket, key: 'missing', versioning: 'never' })
  await store.putObject({ bucket: 'none-1', key: 'a', body: await store.stage(new Uint8Array()), versioning: 'never', attributes: {} })
  expect(told()).toEqual([])
  const marked = await store.deleteObject({ bucket, key: 'a', versioning: 'enabled' })
  expect(told()).toEqual([['marked', 'a', true]])
  const { versionId } = (marked as { record: { versionId: string } }).record
  await store.deleteVersion({ bucket, key: 'a', versionId })
  expect(told()).toEqual([['deleted', 'a', true]])
  await store.deleteObject({ bucket, key: 'a', versioning: 'never' })
  expect(told()).toEqual([['deleted', 'a', false]])
})

test('a sweep does what was deferred, also what that defers, before and after what time brings', async () => {
  const done: string[] = []
  const behaviours = createBehaviours(
    [
      ({ defer }) => ({
        objectChanged: ({ record }) => defer(async () => defer(async () => void done.push(`after ${record.key}`))),
        sweep: async () => {
          done.push('sweep')
          defer(async () => void done.push('after sweep'))
        },
      }),
    ],
    options(),
  )
  behaviours.objectChanged({ kind: 'stored', record: { key: 'a' } as never })
  await behaviours.sweep()
  expect(done).toEqual(['after a', 'sweep', 'after sweep'])
})

test('deferred work that fails is told, and the rest is done', async () => {
  const errors: unknown[] = []
  const done: string[] = []
  const behaviours = createBehaviours(
    [
      ({ defer }) => ({
        afterAnswer() {
          defer(() => Promise.reject(new Error('broken')))
          defer(async () => void done.push('rest'))
        },
      }),
    ],
    { ...options(), onError: (error) => void errors.push(error) },
  )
  behaviours.afterAnswer({} as never, {} as never)
  await behaviours.close()
  expect([errors, done]).toEqual([[new Error('broken')], ['rest']])
})

test('the first behaviour that helps with a missing object is the only one asked', async () => {
  const asked: string[] = []
  const named = (name: string, answer: 'stored' | undefined) => () => ({
    async onMissingObject() {
      asked.push(name)
      return answer
    },
  })
  const behaviours = createBehaviours([named('a', undefined), named('b', 'stored'), named('c', 'stored')], options())
  expect(await behaviours.onMissingObject({} as never, {} as never)).toBe('stored')
  expect(asked).toEqual(['a', 'b'])
})
