import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  type CosClient,
  DeleteBucketCommand,
  GetBucketLifecycleCommand,
  GetBucketPolicyCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
} from '@cos/core'
import { expect, onTestFinished, test } from 'vitest'
import { clientOf, failureOf } from '../local-server.fixture.js'
import { openLocalServer } from '../local-server.js'
import { workUntilKilled } from '../work-until-killed.fixture.js'

const script = new URL('change-until-killed.fixture.ts', import.meta.url)

/** The turn of each configuration of a bucket, once it is known to be whole. */
async function turnsOf(client: CosClient, bucket: string): Promise<Readonly<Record<string, number>>> {
  const { rules } = await client.send(new GetBucketLifecycleCommand({ bucket }))
  const { tags } = await client.send(new GetBucketTaggingCommand({ bucket }))
  const { policy } = await client.send(new GetBucketPolicyCommand({ bucket }))
  const turns = new Set(rules.map(({ id = '' }) => id.split('-')[0]))
  expect([rules.length, turns.size]).toEqual([300, 1])
  return { lifecycle: Number([...turns][0]), tagging: Number(tags[0]!.value), policy: Number(policy.statement[0]!.sid) }
}

test('configurations that were answered survive kill -9, each of them whole, and act', { timeout: 60_000 }, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'cos-configurations-'))
  onTestFinished(() => rm(folder, { recursive: true }))
  let firstTurn = 0
  for (const lines of [41, 122]) {
    const said = await workUntilKilled(script, folder, firstTurn, lines)
    const answered = new Map(said.map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]))
    const server = await openLocalServer({ data: folder })
    const client = clientOf(server)
    for (const bucket of ['a-1250000000', 'b-1250000000', 'c-1250000000']) {
      const turns = await turnsOf(client, bucket)
      for (const [name, turn] of Object.entries(turns)) {
        const last = answered.get(`${name} ${bucket}`)!
        // The change after the last answer may have been made, wholly.
        expect([last, last + 1], `${name} of ${bucket}`).toContain(turn)
        firstTurn = Math.max(firstTurn, turn + 1)
      }
      const { status } = await client.send(new GetBucketVersioningCommand({ bucket }))
      const versioned = answered.get(`versioning ${bucket}`)!
      expect([versioned, versioned + 1].map((turn) => (turn % 2 === 0 ? 'Enabled' : 'Suspended'))).toContain(status)
      expect(await failureOf(client.send(new DeleteBucketCommand({ bucket })))).toMatchObject({ code: 'AccessDenied' })
    }
    await server.close()
  }
})
