import { expect, test, vi } from 'vitest'
import { createMemoryStore } from '../store/memory.js'
import { createConfigurations } from './configurations.js'

const bucket = 'photos-1250000000'
const tags = { tags: [{ key: 'a', value: '1' }] }

async function prepared() {
  const store = createMemoryStore()
  await store.createBucket({ name: bucket, owner: '1250000000', region: 'ap-guangzhou' })
  const read = vi.spyOn(store, 'listConfigurations')
  return { store, read, configurations: createConfigurations(store) }
}

test('what was put is read, and read from the store once', async () => {
  const { configurations, read } = await prepared()
  expect(await configurations.get(bucket, 'tagging')).toBeUndefined()
  expect(await configurations.put({ bucket, name: 'tagging' }, tags)).toBe('stored')
  for (let time = 0; time < 3; time += 1) expect(await configurations.get(bucket, 'tagging')).toEqual(tags)
  expect(read).toHaveBeenCalledTimes(2)
  expect(await configurations.delete({ bucket, name: 'tagging' })).toBe('deleted')
  expect(await configurations.get(bucket, 'tagging')).toBeUndefined()
})

test('another server on the same store reads it too, instants included', async () => {
  const { store, configurations } = await prepared()
  const document = { ...tags, since: new Date(1_700_000_000_000), rules: [{ at: new Date(0) }] }
  await configurations.put({ bucket, name: 'tagging' }, document)
  expect(await createConfigurations(store).get(bucket, 'tagging')).toEqual(document)
})

test('several of a name are told apart and listed in order', async () => {
  const { configurations } = await prepared()
  for (const id of ['b', 'a', 'c']) await configurations.put({ bucket, name: 'tagging', id }, { tags: [{ key: id, value: '' }] })
  await configurations.put({ bucket, name: 'tagging' }, tags)
  expect((await configurations.list(bucket, 'tagging')).map(({ id, document }) => [id, document.tags[0]?.key])).toEqual([
    ['b', 'b'],
    ['a', 'a'],
    ['c', 'c'],
  ])
  expect(await configurations.get(bucket, 'tagging', 'a')).toEqual({ tags: [{ key: 'a', value: '' }] })
})

test('a read that began before a write does not outlive it', async () => {
  const { store, configurations, read } = await prepared()
  let release = () => {}
  const held = new Promise<void>((resolve) => (release = resolve))
  read.mockImplementationOnce(async () => {
    await held
    return []
  })
  const early = configurations.get(bucket, 'tagging')
  await configurations.put({ bucket, name: 'tagging' }, tags)
  release()
  expect(await early).toBeUndefined()
  expect(await configurations.get(bucket, 'tagging')).toEqual(tags)
  await store.close()
})

test('a bucket that is made again has nothing of the one before', async () => {
  const { store, configurations } = await prepared()
  await configurations.put({ bucket, name: 'tagging' }, tags)
  await store.deleteBucket(bucket)
  configurations.forget(bucket)
  expect(await configurations.get(bucket, 'tagging')).toBeUndefined()
  expect(await configurations.put({ bucket, name: 'tagging' }, tags)).toBe('no-such-bucket')
})

test('changes are told', async () => {
  const { configurations } = await prepared()
  const told: unknown[] = []
  configurations.onChange((...change) => void told.push(change))
  await configurations.put({ bucket, name: 'tagging' }, tags)
  await configurations.delete({ bucket, name: 'tagging' })
  configurations.forget(bucket)
  expect(told).toEqual([
    [bucket, 'tagging'],
    [bucket, 'tagging'],
    [bucket, undefined],
  ])
})
